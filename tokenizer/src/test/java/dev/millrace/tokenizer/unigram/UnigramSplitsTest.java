package dev.millrace.tokenizer.unigram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.model.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnigramSplitsTest {
    private static final String TEXT = "▁abab▁bca";
    private static final UnigramModel MODEL = new UnigramModel(
            List.of(
                    new UnigramPiece("<unk>", 0, UnigramPiece.Role.RESERVED),
                    text("▁", -1.5),
                    text("a", -2.25),
                    text("b", -2),
                    text("c", -4),
                    text("ab", -2.75),
                    text("▁a", -3),
                    text("ba", -3.75),
                    text("▁ab", -4.5),
                    text("bca", -6),
                    text("ca", -5.5)),
            0,
            false,
            Convention.SENTENCEPIECE);

    private static UnigramPiece text(String content, double score) {
        return new UnigramPiece(content, score, UnigramPiece.Role.TEXT);
    }

    @Test
    void findsTheLikeliestSplitsInTheirOrder() {
        List<UnigramSplits.Split> all = new ArrayList<>(all(TEXT));
        List<UnigramSplits.Split> best = new UnigramSplits(MODEL).best(TEXT, 20);

        assertThat(all).hasSizeGreaterThan(25);
        assertThat(best).hasSize(20);
        all.sort(Comparator.comparingDouble(split -> -split.score()));
        for (int i = 0; i < best.size(); i++) {
            assertThat(best.get(i).score()).isEqualTo(all.get(i).score());
        }
        assertThat(all).containsAll(best);
        assertThat(best).doesNotHaveDuplicates();
        assertThat(new UnigramSplits(MODEL).best(TEXT, 1024)).hasSameElementsAs(all);
        int[] viterbi = UnigramModelTest.encode(MODEL.newWordTokens(), TEXT).toIds();
        assertThat(best.get(0).ids()).isEqualTo(Arrays.stream(viterbi).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 1})
    void drawsSplitsAsOftenAsTheyAreLikely(double alpha) {
        Map<List<Integer>, Double> wanted = new HashMap<>();
        double sum = 0;
        for (UnigramSplits.Split split : all(TEXT)) {
            double weight = Math.exp(alpha * split.score());
            wanted.put(split.ids(), weight);
            sum += weight;
        }
        int draws = 40_000;
        Map<List<Integer>, Integer> drawn = new HashMap<>();
        TokenModel.WordTokens words =
                MODEL.withAlpha(alpha).newSampledWordTokens(7).orElseThrow();
        for (int i = 0; i < draws; i++) {
            int[] ids = UnigramModelTest.encode(words, TEXT).toIds();
            drawn.merge(Arrays.stream(ids).boxed().toList(), 1, Integer::sum);
        }

        assertThat(wanted.keySet()).containsAll(drawn.keySet());
        double statistic = 0; // chi-squared
        for (Map.Entry<List<Integer>, Double> split : wanted.entrySet()) {
            double expected = draws * split.getValue() / sum;
            double difference = drawn.getOrDefault(split.getKey(), 0) - expected;
            statistic += difference * difference / expected;
        }
        // five standard deviations above the mean
        int freedom = wanted.size() - 1;
        assertThat(statistic).isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(draws(1)).isEqualTo(draws(1)).isNotEqualTo(draws(2));
    }

    private static String draws(long seed) {
        TokenModel.WordTokens words = MODEL.newSampledWordTokens(seed).orElseThrow();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            drawn.append(Arrays.toString(UnigramModelTest.encode(words, TEXT).toIds()));
        }
        return drawn.toString();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void tellsTheEntropyOfWhatIsDrawn(double alpha) {
        double[] weights = all(TEXT).stream()
                .mapToDouble(split -> Math.exp(alpha * split.score()))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double entropy = Arrays.stream(weights)
                .map(weight -> -weight / sum * Math.log(weight / sum))
                .sum();

        assertThat(new UnigramSplits(MODEL.withAlpha(alpha)).entropy(TEXT)).isCloseTo(entropy, Offset.offset(1e-9));
    }

    @Test
    void refusesWhatWouldTakeTooMuch() {
        UnigramSplits splits = new UnigramSplits(MODEL);

        assertThatThrownBy(() -> splits.best("a", 0)).hasMessageContaining("Invalid number of splits: 0");
        assertThatThrownBy(() -> splits.best("a".repeat(100_000), 1000)).hasMessageContaining("too long");
        assertThatThrownBy(() -> MODEL.withAlpha(-1)).hasMessageContaining("Invalid alpha: -1.0");
    }

    private static List<UnigramSplits.Split> all(String text) {
        Map<String, Integer> ids = new TreeMap<>();
        for (int id = 1; id < MODEL.size(); id++) {
            ids.put(MODEL.token(id), id);
        }
        List<UnigramSplits.Split> splits = new ArrayList<>();
        if (text.isEmpty()) {
            splits.add(new UnigramSplits.Split(List.of(), 0));
        }
        for (int end = 1; end <= text.length(); end++) {
            Integer id = ids.get(text.substring(0, end));
            if (id != null) {
                for (UnigramSplits.Split rest : all(text.substring(end))) {
                    List<Integer> joined = new ArrayList<>(List.of(id));
                    joined.addAll(rest.ids());
                    splits.add(new UnigramSplits.Split(
                            joined, MODEL.pieces().get(id).score() + rest.score()));
                }
            }
        }
        return splits;
    }
}
