package dev.millrace.tokenizer.unigram.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnigramTrainerTest {
    private static final String[] STEMS = {"walk", "talk", "jump", "sing", "read", "paint", "climb", "order"};
    private static final String[] ENDINGS = {"", "s", "ed", "ing", "er", "ers"};

    @Test
    void learnsStemsAndEndings() {
        List<UnigramPiece> pieces = train(words(1, 5000), 120, 1);

        assertThat(pieces).hasSizeLessThanOrEqualTo(120);
        assertThat(pieces).extracting(UnigramPiece::content).contains("▁walk", "▁walking", "▁jumpers", "s", "▁");
        assertThat(pieces.stream().mapToDouble(piece -> Math.exp(piece.score())).sum())
                .isBetween(0.8, 1.01);
        assertThat(pieces).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void learnsTheSameWithAnyNumberOfThreadsAndInAnyOrder() {
        List<String> words = new ArrayList<>(words(2, 20_000));
        List<UnigramPiece> pieces = train(words, 80, 1);
        Collections.shuffle(words, new Random(3));

        assertThat(train(words, 80, 4)).isEqualTo(pieces);
    }

    @Test
    void keepsEveryCharacterOfTheAlphabet() {
        List<String> words = new ArrayList<>(words(4, 1000));
        words.add("▁qüîz");

        assertThat(train(words, 60, 2)).extracting(UnigramPiece::content).contains("q", "ü", "î", "z");
    }

    @Test
    void refusesAVocabularyWithoutRoomForTheAlphabet() {
        assertThatThrownBy(() -> train(List.of("abcdefghij"), 9, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 characters")
                .hasMessageContaining("9 pieces");
    }

    @Test
    void learnsNothingFromNothing() {
        assertThat(train(List.of(), 10, 1)).isEmpty();
    }

    @Test
    void doesNotDependOnWhatIsCountedTogether() {
        SpanCounts all = counts(words(5, 3000));
        SpanCounts merged = counts(words(5, 3000).subList(0, 1000));
        merged.merge(counts(words(5, 3000).subList(1000, 3000)));

        assertThat(UnigramTrainer.train(merged, settings(50, 1), progress -> {}))
                .isEqualTo(UnigramTrainer.train(all, settings(50, 1), progress -> {}));
    }

    private static List<UnigramPiece> train(List<String> words, int size, int threads) {
        return UnigramTrainer.train(counts(words), settings(size, threads), progress -> {});
    }

    private static UnigramTrainer.Settings settings(int size, int threads) {
        return UnigramTrainer.Settings.of(size).withCharacterCoverage(1).withThreads(threads);
    }

    private static SpanCounts counts(List<String> words) {
        SpanCounts counts = new SpanCounts();
        words.forEach(word -> counts.add(word.getBytes(StandardCharsets.UTF_8), 1));
        return counts;
    }

    private static List<String> words(long seed, int number) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            words.add("▁" + STEMS[random.nextInt(STEMS.length)] + ENDINGS[random.nextInt(ENDINGS.length)]
                    + (random.nextInt(4) == 0 ? "" : (char) ('a' + random.nextInt(26))));
        }
        return words;
    }
}
