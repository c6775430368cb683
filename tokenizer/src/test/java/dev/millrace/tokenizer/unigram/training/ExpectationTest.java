package dev.millrace.tokenizer.unigram.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    private static final PieceRules RULES = PieceRules.usual();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void expectsWhatAllSplitsTogetherHold(long seed) {
        List<String> words = Splits.words(seed, 30);
        SpanText text = SpanText.of(Splits.counts(words.toArray(String[]::new)), 1, 1 << 20);
        PieceSet pieces = PieceSet.seed(text, RULES, 1000);
        Map<String, Double> probabilities = new HashMap<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            probabilities.put(Splits.text(pieces, piece), Math.exp(pieces.score(piece)));
        }

        Map<String, Double> obvious = new HashMap<>();
        for (String word : words) {
            Map<List<String>, Double> weights = new HashMap<>();
            for (List<String> split : Splits.all(word)) {
                double weight = split.stream()
                        .mapToDouble(piece -> probabilities.getOrDefault(piece, 0.0))
                        .reduce(1, (a, b) -> a * b);
                weights.put(split, weight);
            }
            double all =
                    weights.values().stream().mapToDouble(Double::doubleValue).sum();
            weights.forEach((split, weight) -> split.forEach(piece -> obvious.merge(piece, weight / all, Double::sum)));
        }

        try (Workers workers = new Workers(3)) {
            double[] expected = Expectation.of(text, pieces, workers);
            for (int piece = 0; piece < expected.length; piece++) {
                assertThat(expected[piece])
                        .as(Splits.text(pieces, piece))
                        .isCloseTo(obvious.get(Splits.text(pieces, piece)), Offset.offset(1e-4));
            }
        }
    }

    @Test
    void expectsTheSameOfALongSpanByLogarithms() {
        // so long that the product of probabilities is 0
        SpanText text = SpanText.of(Splits.counts("ab".repeat(500), "abc", "cab", "ccc"), 1, 1 << 20);
        PieceSet pieces = PieceSet.seed(text, new PieceRules(2, true, true, true, false, false, false), 1000);

        try (Workers workers = new Workers(1)) {
            double[] expected = Expectation.of(text, pieces, workers);
            double characters = 0;
            for (int piece = 0; piece < expected.length; piece++) {
                characters += expected[piece] * pieces.length(piece);
            }
            // every way to split the text has all its characters
            assertThat(characters).isCloseTo(1000 + 9, Offset.offset(0.01));
        }
    }
}
