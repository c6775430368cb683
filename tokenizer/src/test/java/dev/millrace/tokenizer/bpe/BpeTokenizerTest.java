package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Normalization;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BpeTokenizerTest {
    private static final String END = "<|endoftext|>";
    private static final BpeModel MODEL = Merges.model("l o", "lo w", "Ġ low", "Ġ lo", "a a", "aa a", "e r");
    private static final BpeTokenizer TOKENIZER =
            new BpeTokenizer(MODEL, BpeSettings.gpt2(), List.of(AddedToken.special(263, END)));

    @Test
    void mergesWithinWords() {
        assertThat(tokens(TOKENIZER, TOKENIZER.encode("low lower, lo\nw")))
                .containsExactly("low", "Ġlow", "er", ",", "Ġlo", "Ċ", "w");
    }

    @Test
    void encodesNothingAsNothing() {
        assertThat(TOKENIZER.encode("")).isEmpty();
        assertThat(TOKENIZER.decode(new int[0])).isEmpty();
    }

    @Test
    void takesSpecialTokensForTextUnlessAsked() {
        String text = "low" + END + "low";

        assertThat(tokens(TOKENIZER, TOKENIZER.encodePrompt(text))).containsExactly("low", END, "low");
        assertThat(TOKENIZER.encode(text)).doesNotContain(263).hasSizeGreaterThan(3);
        assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
        assertThat(TOKENIZER.decode(TOKENIZER.encodePrompt(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void decodesWhatItEncodes(int seed) {
        Random random = new Random(seed);
        for (WordSplit split : WordSplit.values()) {
            BpeTokenizer tokenizer = new BpeTokenizer(MODEL, BpeSettings.of(split), List.of());
            for (int round = 0; round < 300; round++) {
                String text = randomText(random);
                assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void decodesAnyBytesThatItEncodes(int seed) {
        Random random = new Random(seed);
        for (WordSplit split : WordSplit.values()) {
            BpeTokenizer tokenizer = new BpeTokenizer(MODEL, BpeSettings.of(split), List.of());
            for (int round = 0; round < 300; round++) {
                byte[] bytes = new byte[random.nextInt(80)];
                random.nextBytes(bytes);
                byte[] text = randomText(random).getBytes(StandardCharsets.UTF_8);
                int at = random.nextInt(bytes.length + 1);
                System.arraycopy(text, 0, bytes, at, Math.min(text.length, bytes.length - at));
                assertThat(tokenizer.decodeBytes(tokenizer.encode(bytes, 0, bytes.length)))
                        .isEqualTo(bytes);
                assertThat(tokenizer.encode(text, 0, text.length))
                        .isEqualTo(tokenizer.encode(new String(text, StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void encodesPartOfAnArray() {
        byte[] bytes = "xx lower yy".getBytes(StandardCharsets.UTF_8);

        assertThat(tokens(TOKENIZER, TOKENIZER.encode(bytes, 2, 8))).containsExactly("Ġlow", "er");
        assertThatThrownBy(() -> TOKENIZER.encode(bytes, 2, 12)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void encodesASurrogateWithoutPartnerAsReplacement() {
        assertThat(TOKENIZER.decode(TOKENIZER.encode("a\uD83D"))).isEqualTo("a\uFFFD");
        assertThat(TOKENIZER.decode(TOKENIZER.encode("\uDE00a"))).isEqualTo("\uFFFDa");
        assertThat(TOKENIZER.decode(TOKENIZER.encode("\uDE00\uD83D"))).isEqualTo("\uFFFD\uFFFD");
        assertThat(TOKENIZER.decode(TOKENIZER.encode("\uD83Dx\uDE00"))).isEqualTo("\uFFFDx\uFFFD");
        assertThat(TOKENIZER.decode(TOKENIZER.encode("\uD83D\uD83D\uDE00"))).isEqualTo("\uFFFD😀");
    }

    @Test
    void decodesBytesThatAreNoTextAsReplacement() {
        int[] ids = Arrays.copyOf(TOKENIZER.encode("é"), 1);

        assertThat(TOKENIZER.decode(ids)).isEqualTo("\uFFFD");
        assertThat(TOKENIZER.decodeBytes(ids)).containsExactly(0xC3);
    }

    @ParameterizedTest
    @EnumSource
    void encodesVeryLongWords(WordSplit split) {
        BpeTokenizer tokenizer = new BpeTokenizer(MODEL, BpeSettings.of(split), List.of());
        for (String unit : List.of("a", " ", "😀", "\n", "lo", "'", "1", "\u0301", "A")) {
            String text = unit.repeat(200_000);
            assertThat(tokenizer.decode(tokenizer.encode(text)).equals(text))
                    .as(unit)
                    .isTrue();
        }
        // (a, a) takes all but the last letter before (aa, a) can take one
        assertThat(tokenizer.encode("a".repeat(200_001))).hasSize(100_000);
    }

    @Test
    void encodesTheSameInEveryThread() throws Exception {
        Random random = new Random(9);
        List<String> texts =
                IntStream.range(0, 200).mapToObj(i -> randomText(random)).toList();
        List<int[]> expected = texts.stream().map(TOKENIZER::encode).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<int[]>>> results = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(
                            () -> texts.stream().map(TOKENIZER::encode).toList()))
                    .toList();
            for (Future<List<int[]>> result : results) {
                assertThat(result.get()).usingRecursiveComparison().isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void travelsToExecutors() throws Exception {
        BpeTokenizer copy = Serialized.copy(TOKENIZER);

        assertThat(copy.encodePrompt("low é" + END)).isEqualTo(TOKENIZER.encodePrompt("low é" + END));
        assertThat(copy.fingerprint()).isEqualTo(TOKENIZER.fingerprint()).hasSize(64);
    }

    @Test
    void namesTokensAndIds() {
        assertThat(TOKENIZER.vocabularySize()).isEqualTo(264);
        assertThat(TOKENIZER.idOf("Ġlow")).hasValue(258);
        assertThat(TOKENIZER.idOf(END)).hasValue(263);
        assertThat(TOKENIZER.idOf("nothing")).isEmpty();
        assertThat(TOKENIZER.token(258)).isEqualTo("Ġlow");
        assertThat(TOKENIZER.token(263)).isEqualTo(END);
    }

    @Test
    void refusesIdsThatAreNone() {
        assertThatThrownBy(() -> TOKENIZER.decode(new int[] {1, 264}))
                .hasMessage("Invalid token id: 264 (must be from 0 to 263)");
        assertThatThrownBy(() -> TOKENIZER.token(-1)).hasMessage("Invalid token id: -1 (must be from 0 to 263)");
    }

    @Test
    void givesTextAPrefixSpaceIfToldTo() {
        BpeTokenizer tokenizer = new BpeTokenizer(
                MODEL,
                new BpeSettings(WordSplit.GPT2, Normalization.NONE, true, false, BpeSettings.NO_POST_PROCESSOR),
                List.of(AddedToken.special(263, END)));

        assertThat(tokens(tokenizer, tokenizer.encode("low"))).containsExactly("Ġlow");
        assertThat(tokens(tokenizer, tokenizer.encode(" low"))).containsExactly("Ġlow");
        assertThat(tokens(tokenizer, tokenizer.encodePrompt("low" + END + "low")))
                .containsExactly("Ġlow", END, "Ġlow");
        assertThat(tokenizer.encode("")).isEmpty();
    }

    @Test
    void takesWholeWordsBeforeMergesIfToldTo() {
        List<String> vocabulary = Merges.alphabet();
        vocabulary.addAll(List.of("ab", "abc"));
        BpeModel model =
                BpeModel.of(vocabulary, new int[] {vocabulary.indexOf("a")}, new int[] {vocabulary.indexOf("b")});
        BpeSettings whole =
                new BpeSettings(WordSplit.GPT2, Normalization.NONE, false, true, BpeSettings.NO_POST_PROCESSOR);

        assertThat(new BpeTokenizer(model, BpeSettings.gpt2(), List.of()).encode("abc"))
                .hasSize(2);
        assertThat(new BpeTokenizer(model, whole, List.of()).encode("abc")).containsExactly(257);
        // what is marked as special is never taken for text
        assertThat(new BpeTokenizer(model, whole, List.of(AddedToken.special(257, "abc"))).encode("abc"))
                .hasSize(2);
    }

    @Test
    void composesTextIfToldTo() {
        BpeTokenizer tokenizer = new BpeTokenizer(
                MODEL,
                new BpeSettings(WordSplit.GPT2, Normalization.NFC, false, false, BpeSettings.NO_POST_PROCESSOR),
                List.of());

        assertThat(tokenizer.decode(tokenizer.encode("e\u0301"))).isEqualTo("é");
    }

    @Test
    void recognisesAddedTokensThatAreText() {
        BpeTokenizer tokenizer = new BpeTokenizer(
                MODEL,
                BpeSettings.gpt2(),
                List.of(
                        new AddedToken(263, "  ", false, false, false, true, false),
                        new AddedToken(264, "    ", false, false, false, true, false),
                        new AddedToken(265, "<mask>", false, true, true, false, true)));

        assertThat(tokens(tokenizer, tokenizer.encode("      low"))).containsExactly("    ", "  ", "low");
        assertThat(tokens(tokenizer, tokenizer.encodePrompt("low \n<mask> \tlow")))
                .containsExactly("low", "<mask>", "low");
    }

    @Test
    void decodesAnAddedTokenAsItsContent() {
        BpeTokenizer tokenizer = new BpeTokenizer(MODEL, BpeSettings.gpt2(), List.of(AddedToken.special(263, "éé")));

        assertThat(tokenizer.decode(new int[] {263})).isEqualTo("éé");
    }

    @Test
    void refusesAddedTokensThatContradictTheVocabulary() {
        assertThatThrownBy(() -> new BpeTokenizer(MODEL, BpeSettings.gpt2(), List.of(AddedToken.special(265, "x y"))))
                .hasMessage("no token has the id 263, but added token \"x y\" has 265");
        assertThatThrownBy(() -> new BpeTokenizer(MODEL, BpeSettings.gpt2(), List.of(AddedToken.special(256, "x y"))))
                .hasMessage("added token \"x y\" has the id 256, which \"lo\" has already");
        assertThatThrownBy(() -> new BpeTokenizer(MODEL, BpeSettings.gpt2(), List.of(AddedToken.special(263, "lo"))))
                .hasMessage("added token \"lo\" has the ids 256 and 263");
        assertThatThrownBy(() -> AddedToken.special(-1, "x"))
                .hasMessage("Invalid id of added token \"x\": -1 (must be >= 0)");
        assertThatThrownBy(() -> AddedToken.special(1, "")).hasMessage("Invalid content of added token 1: empty");
    }

    @Test
    void refusesModelsThatContradictThemselves() {
        List<String> alphabet = Merges.alphabet();
        List<String> lacking = Merges.alphabet();
        lacking.remove("Ń");
        assertThatThrownBy(() -> BpeModel.of(lacking, new int[0], new int[0]))
                .hasMessage("byte 0xAD (\"Ń\") has no token in the vocabulary");
        assertThatThrownBy(() -> BpeModel.of(alphabet, new int[] {0}, new int[] {1}))
                .hasMessage("merge 0 yields \"!\"\", which is not in the vocabulary");
        assertThatThrownBy(() -> Merges.model("a b", "a b")).hasMessage("ids 256 and 257 have the same token \"ab\"");
        List<String> more = Merges.alphabet();
        more.add("!!");
        assertThatThrownBy(() -> BpeModel.of(more, new int[] {0, 0}, new int[] {0, 0}))
                .hasMessage("merge 1 repeats merge 0");
    }

    @Test
    void needsNoTokenForBytesThatTextNeverHas() {
        List<String> vocabulary = Merges.alphabet();
        vocabulary.removeAll(List.of("À", "Á", "õ", "ö", "÷", "ø", "ù", "ú", "û", "ü", "ý", "þ", "ÿ"));
        BpeTokenizer tokenizer =
                new BpeTokenizer(BpeModel.of(vocabulary, new int[0], new int[0]), BpeSettings.gpt2(), List.of());

        assertThat(tokenizer.decode(tokenizer.encode("a\0é漢\uDBFF\uDFFF"))).isEqualTo("a\0é漢\uDBFF\uDFFF");
    }

    private static List<String> tokens(BpeTokenizer tokenizer, int[] ids) {
        return Arrays.stream(ids).mapToObj(tokenizer::token).toList();
    }

    private static String randomText(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        String noise = new String(bytes, StandardCharsets.UTF_8);
        String[] pieces = {
            "low", " lower", "aaaa", "  ", "\r\n", "é", "漢字", "😀", "\0", "e\u0301", "I'll", "12", END, noise
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
