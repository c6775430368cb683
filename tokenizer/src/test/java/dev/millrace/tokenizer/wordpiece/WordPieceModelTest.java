package dev.millrace.tokenizer.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.bpe.Serialized;
import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceModelTest {
    private static final WordPieceModel.Settings BERT = WordPieceModel.Settings.bert();

    @Test
    void takesTheLongestPieceFromTheLeft() {
        WordPieceModel model = model("[UNK]", "un", "una", "##aff", "##able", "##ff", "##a", "want", "wa", "##n");

        assertThat(tokens(model, "unaffable")).containsExactly("una", "##ff", "##able");
        assertThat(tokens(model, "want")).containsExactly("want");
        assertThat(tokens(model, "wan")).containsExactly("wa", "##n");
    }

    @Test
    void makesAWordThatCannotBeSplitUnknownAsAWhole() {
        WordPieceModel model = model("[UNK]", "ab", "##c", "##cd");

        assertThat(tokens(model, "abce")).containsExactly("[UNK]");
        assertThat(tokens(model, "c")).containsExactly("[UNK]");
        assertThat(tokens(model, "")).isEmpty();
    }

    @Test
    void tellsWhereEachTokenEnds() {
        WordPieceModel model = model("[UNK]", "\u4e2d", "##\u00e9", "##x");
        TokenList tokens = new TokenList();
        byte[] utf8 = ("--" + "\u4e2d\u00e9x").getBytes(StandardCharsets.UTF_8);

        model.newWordTokens().encode(utf8, 2, utf8.length, tokens);

        assertThat(tokens.end(0)).isEqualTo(5);
        assertThat(tokens.end(1)).isEqualTo(7);
        assertThat(tokens.end(2)).isEqualTo(8);
    }

    @Test
    void makesALongWordUnknown() {
        WordPieceModel model = new WordPieceModel(
                List.of("[UNK]", "\u00e9", "##\u00e9"), new WordPieceModel.Settings("[UNK]", "##", 20));

        assertThat(tokens(model, "\u00e9".repeat(20))).hasSize(20);
        assertThat(tokens(model, "\u00e9".repeat(21))).containsExactly("[UNK]");
    }

    @Test
    void splitsAWordOfAMillionCharacters() {
        WordPieceModel model = new WordPieceModel(
                List.of("[UNK]", "a", "##a", "##" + "a".repeat(5000) + "b"),
                new WordPieceModel.Settings("[UNK]", "##", Integer.MAX_VALUE));

        assertThat(tokens(model, "a".repeat(1_000_000))).hasSize(1_000_000).endsWith("##a");
    }

    @Test
    void readsThePrefixInAWordAsText() {
        WordPieceModel model = model("[UNK]", "#", "###", "##ing", "##", "x", "##x");

        assertThat(tokens(model, "##ing")).containsExactly("##ing");
        assertThat(tokens(model, "##x")).containsExactly("##x");
        assertThat(tokens(model, "##")).containsExactly("##");
        assertThat(tokens(model, "x##x")).containsExactly("x", "###", "###", "##x");
    }

    @Test
    void needsATokenForWhatIsUnknownOnlyThen() {
        WordPieceModel model = model("a");

        assertThat(tokens(model, "a")).containsExactly("a");
        assertThatThrownBy(() -> tokens(model, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no token \"[UNK]\"");
    }

    @Test
    void rejectsTokensGivenTwice() {
        assertThatThrownBy(() -> model("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ids 0 and 2 have the same token \"a\"");
    }

    @Test
    void rejectsANegativeLength() {
        assertThatThrownBy(() -> new WordPieceModel.Settings("[UNK]", "##", -1))
                .hasMessageContaining("Invalid longest word: -1 (must be >= 0)");
    }

    @Test
    void survivesSerialization() throws Exception {
        WordPieceModel model = model("[UNK]", "ab", "##c");
        WordPieceModel copy = Serialized.copy(model);

        assertThat(copy).isEqualTo(model);
        assertThat(tokens(copy, "abcc")).containsExactly("ab", "##c", "##c");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void splitsAsTheObviousWayDoes(long seed) {
        Random random = new Random(seed);
        String prefix = List.of("##", "", "a", "\u00e9").get(random.nextInt(4));
        for (int round = 0; round < 60; round++) {
            Set<String> pieces = new TreeSet<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String piece = word(random, 1 + random.nextInt(random.nextInt(10) == 0 ? 12 : 4));
                pieces.add(random.nextBoolean() ? piece : prefix + piece);
            }
            List<String> vocabulary = new ArrayList<>(pieces);
            Collections.shuffle(vocabulary, random);
            vocabulary.add("[UNK]");
            WordPieceModel model =
                    new WordPieceModel(vocabulary, new WordPieceModel.Settings("[UNK]", prefix, random.nextInt(40)));
            TokenModel.WordTokens words = model.newWordTokens();
            for (int i = 0; i < 100; i++) {
                String word = word(random, 1 + random.nextInt(24));

                assertThat(tokens(model, words, word))
                        .as("%s in %s", word, vocabulary)
                        .isEqualTo(obvious(model, word));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"##ing, true", "ing, false", "##, true"})
    void tellsPiecesThatContinueAWord(String token, boolean continues) {
        assertThat(model("[UNK]", token).continuesWord(1)).isEqualTo(continues);
    }

    private static List<String> obvious(WordPieceModel model, String word) {
        int[] characters = word.codePoints().toArray();
        List<String> tokens = new ArrayList<>();
        int start = characters.length > model.settings().longestWord() ? -1 : 0;
        while (start >= 0 && start < characters.length) {
            int end = characters.length;
            String token = "";
            while (end > start) {
                token = (start > 0 ? model.settings().continuingPrefix() : "")
                        + new String(characters, start, end - start);
                if (model.idOf(token).isPresent()) {
                    break;
                }
                end--;
            }
            tokens.add(token);
            start = end == start ? -1 : end;
        }
        return start < 0 ? List.of("[UNK]") : tokens;
    }

    private static String word(Random random, int length) {
        int[] alphabet = {'a', 'a', 'b', '#', 0xE9, 0xEA, 0x1F600};
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return word.toString();
    }

    private static WordPieceModel model(String... vocabulary) {
        return new WordPieceModel(Arrays.asList(vocabulary), BERT);
    }

    private static List<String> tokens(WordPieceModel model, String word) {
        return tokens(model, model.newWordTokens(), word);
    }

    /** Asked twice, as the second answer may come from a cache. */
    private static List<String> tokens(WordPieceModel model, TokenModel.WordTokens words, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(utf8, utf8.length + 16);
        TokenList first = new TokenList();
        TokenList second = new TokenList();
        words.encode(padded, 0, utf8.length, first);
        words.encode(padded, 0, utf8.length, second);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            tokens.add(model.token(first.id(i)));
            assertThat(second.id(i)).isEqualTo(first.id(i));
            assertThat(second.end(i)).isEqualTo(first.end(i));
        }
        assertThat(second.size()).isEqualTo(first.size());
        return tokens;
    }
}
