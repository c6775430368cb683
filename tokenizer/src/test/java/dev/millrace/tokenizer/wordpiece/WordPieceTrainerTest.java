package dev.millrace.tokenizer.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTrainerTest {
    private static final WordPieceModel.Settings BERT = WordPieceModel.Settings.bert();

    /** The vocabulary that Hugging Face's tokenizers 0.23.2 learned, where no counts were equal. */
    @Test
    void learnsWhatTheOriginalLearns() {
        WordPieceModel model = train(
                Map.of("lower", 17L, "newest", 60L, "widest", 33L, "low", 45L),
                new WordPieceTrainer.Settings(23, 1, List.of("[UNK]"), 1000, BERT));

        assertThat(tokens(model))
                .containsExactlyInAnyOrder(
                        "[UNK]", "d", "e", "i", "l", "n", "o", "r", "s", "t", "w", "##i", "##d", "##e", "##s", "##t",
                        "##o", "##w", "##r", "##es", "##est", "lo", "low");
    }

    @Test
    void givesSpecialTokensTheFirstIds() {
        WordPieceModel model = train(Map.of("ab", 5L), WordPieceTrainer.Settings.bert(30));

        assertThat(tokens(model)).containsExactly("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##b", "ab");
    }

    @Test
    void yieldsSpecialTokensAloneWithoutWords() {
        assertThat(tokens(train(Map.of(), WordPieceTrainer.Settings.bert(30))))
                .isEqualTo(WordPieceTrainer.Settings.BERT_TOKENS);
    }

    @Test
    void mergesNoPairBelowTheMinimum() {
        WordPieceModel model =
                train(Map.of("ab", 2L, "cd", 1L), new WordPieceTrainer.Settings(30, 2, List.of("[UNK]"), 1000, BERT));

        assertThat(tokens(model)).contains("ab", "c", "##d").doesNotContain("cd");
    }

    @Test
    void keepsTheMostFrequentCharactersAndCutsWordsAtOthers() {
        WordPieceModel model = train(
                Map.of("axb", 9L, "ab", 5L, "x", 1L), new WordPieceTrainer.Settings(30, 1, List.of("[UNK]"), 2, BERT));

        assertThat(tokens(model)).containsExactly("[UNK]", "a", "b", "##b", "ab");
    }

    @Test
    void neverExceedsTheVocabularySize() {
        Map<String, Long> counts = Map.of("abcdefgh", 9L, "hgfedcba", 5L);

        for (int size = 2; size < 40; size++) {
            WordPieceModel model = train(counts, new WordPieceTrainer.Settings(size, 1, List.of("[UNK]"), 1000, BERT));
            assertThat(model.size()).isBetween(Math.max(1, Math.min(size - 1, 17)), size);
        }
    }

    @Test
    void leavesOutWordsThatAreNeverSplit() {
        WordPieceModel model = train(
                Map.of("z".repeat(101), 9L, "ab", 5L),
                new WordPieceTrainer.Settings(30, 1, List.of("[UNK]"), 1000, BERT));

        assertThat(tokens(model)).containsExactly("[UNK]", "a", "b", "##b", "ab");
    }

    @Test
    void makesNoSpecialTokenOutOfText() {
        WordPieceModel model = train(
                Map.of("ab", 9L, "abc", 3L), new WordPieceTrainer.Settings(30, 1, List.of("[UNK]", "ab"), 9, BERT));

        assertThat(tokens(model)).containsExactly("[UNK]", "ab", "a", "b", "c", "##b", "##c", "##bc", "abc");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void learnsWhatTheObviousWayLearns(long seed) {
        Random random = new Random(seed);
        String prefix = random.nextInt(3) == 0 ? "" : "##";
        for (int round = 0; round < 20; round++) {
            Map<String, Long> counts = new HashMap<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                StringBuilder word = new StringBuilder();
                for (int length = 1 + random.nextInt(9); length > 0; length--) {
                    word.append("aabcd#\u00e9".charAt(random.nextInt(7)));
                }
                counts.put(word.toString(), 1L + random.nextInt(4));
            }
            WordPieceTrainer.Settings settings = new WordPieceTrainer.Settings(
                    20 + random.nextInt(60),
                    1 + random.nextInt(3),
                    List.of("[UNK]"),
                    1000,
                    new WordPieceModel.Settings("[UNK]", prefix, 100));

            assertThat(tokens(train(counts, settings))).isEqualTo(ObviousPieces.learn(counts, settings));
        }
    }

    @Test
    void learnsTheSameInWhateverOrderWordsCome() {
        Map<String, Long> counts = new HashMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            counts.put(Long.toString(random.nextInt(4000), 7), 1L + random.nextInt(3));
        }
        List<String> words = new ArrayList<>(counts.keySet());
        WordCounts sorted = counts(words.stream().sorted().toList(), counts);
        Collections.shuffle(words, random);
        WordCounts shuffled = counts(words.subList(0, 150), counts);
        shuffled.merge(counts(words.subList(150, words.size()), counts));

        assertThat(WordPieceTrainer.train(shuffled, WordPieceTrainer.Settings.bert(300), size -> {}))
                .isEqualTo(WordPieceTrainer.train(sorted, WordPieceTrainer.Settings.bert(300), size -> {}));
    }

    @Test
    void rejectsSettingsThatContradictThemselves() {
        assertThatThrownBy(() -> new WordPieceTrainer.Settings(9, 1, List.of("[PAD]"), 1000, BERT))
                .hasMessageContaining("must hold the unknown token \"[UNK]\"");
        assertThatThrownBy(() -> new WordPieceTrainer.Settings(1, 1, List.of("[UNK]"), 1000, BERT))
                .hasMessageContaining("Invalid vocabulary size: 1 (must be > 1");
        assertThatThrownBy(() -> new WordPieceTrainer.Settings(9, 0, List.of("[UNK]"), 1000, BERT))
                .hasMessageContaining("Invalid minimum frequency: 0 (must be > 0)");
        assertThatThrownBy(() -> new WordPieceTrainer.Settings(9, 1, List.of("[UNK]"), 0, BERT))
                .hasMessageContaining("Invalid alphabet size: 0 (must be > 0)");
        assertThatThrownBy(() -> new WordPieceTrainer.Settings(9, 1, List.of("[UNK]", "[UNK]"), 9, BERT))
                .hasMessageContaining("none may be empty or given twice");
    }

    @Test
    void refusesCountsThatOverflow() {
        assertThatThrownBy(() -> train(Map.of("ab", Long.MAX_VALUE, "ac", 2L), WordPieceTrainer.Settings.bert(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large to be summed");
    }

    private static WordPieceModel train(Map<String, Long> counts, WordPieceTrainer.Settings settings) {
        return WordPieceTrainer.train(counts(new ArrayList<>(counts.keySet()), counts), settings, size -> {});
    }

    private static WordCounts counts(List<String> words, Map<String, Long> counts) {
        WordCounts all = WordCounts.gpt2();
        words.forEach(word -> all.add(word.getBytes(StandardCharsets.UTF_8), counts.get(word)));
        return all;
    }

    private static List<String> tokens(WordPieceModel model) {
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < model.size(); id++) {
            tokens.add(model.token(id));
        }
        return tokens;
    }
}
