package dev.millrace.trainer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.layer.IncrementalDecoder;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.spec.DecoderSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class BeamSearchTest {
    private static final int VOCABULARY = 5;
    private static final DecoderSpec SPEC = DecoderSpec.llama(VOCABULARY, 6, 6, 2, 3, 1, 5);
    private static final int[] PROMPT = {3, 1};
    private static final OptionalInt ENDLESS = OptionalInt.empty();

    private final INDArray parameters =
            TransformerGraph.initialParameters(SPEC, 4).mul(20);

    /** A continuation and its score. */
    private record Found(List<Integer> ids, double score) {}

    @Test
    void findsTheLikeliestOfAllWhenItKeepsAll() {
        try (Generator generator = new Generator(SPEC, parameters, 125, 0)) {
            assertThat(generator.search(PROMPT, new BeamSettings(3, 125, 1), ENDLESS))
                    .containsExactly(ints(best(OptionalInt.empty(), 1)));
        }
    }

    @Test
    void comparesFinishedOnesByTheirLength() {
        for (int end = 0; end < VOCABULARY; end++) {
            for (double penalty : new double[] {0, 1, 3}) {
                try (Generator generator = new Generator(SPEC, parameters, 300, 0)) {
                    int[] found = generator.search(PROMPT, new BeamSettings(3, 300, penalty), OptionalInt.of(end));
                    assertThat(found)
                            .as("%d, %s", end, penalty)
                            .containsExactly(ints(best(OptionalInt.of(end), penalty)));
                }
            }
        }
    }

    @Test
    void isGreedyWithOneBeam() {
        try (Generator generator = new Generator(SPEC, parameters)) {
            assertThat(generator.search(PROMPT, new BeamSettings(4, 1, 1), ENDLESS))
                    .isEqualTo(generator.generate(PROMPT, SamplingSettings.greedy(4), ENDLESS, id -> {}));
        }
    }

    @Test
    void stopsWhereTheContextEnds() {
        try (Generator generator = new Generator(SPEC, parameters, 2, 0)) {
            assertThat(generator.search(PROMPT, new BeamSettings(50, 2, 1), ENDLESS))
                    .hasSize(6 - 2 + 1);
            assertThat(generator.search(new int[9], new BeamSettings(50, 2, 1), ENDLESS))
                    .hasSize(6 - 3 + 1);
        }
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> new BeamSettings(0, 1, 1)).hasMessage("Invalid maximum-tokens: 0 (must be > 0)");
        assertThatThrownBy(() -> new BeamSettings(1, 0, 1)).hasMessage("Invalid beams: 0 (must be > 0)");
        assertThatThrownBy(() -> new BeamSettings(1, 1, Double.NaN))
                .hasMessage("Invalid length-penalty: NaN (must be a number)");
        try (Generator generator = new Generator(SPEC, parameters)) {
            assertThatThrownBy(() -> generator.search(PROMPT, new BeamSettings(1, 2, 1), ENDLESS))
                    .hasMessage("Invalid beams: 2 (must be at most 1)");
        }
    }

    /** Of all continuations of at most three tokens, each read anew. */
    private List<Integer> best(OptionalInt end, double penalty) {
        List<Found> all = new ArrayList<>();
        try (IncrementalDecoder decoder = new IncrementalDecoder(SPEC, parameters)) {
            collect(decoder, new Found(List.of(), 0), end, penalty, all);
        }
        Found best = all.get(0);
        for (Found found : all) {
            best = found.score() > best.score() ? found : best;
        }
        return best.ids();
    }

    private void collect(IncrementalDecoder decoder, Found begun, OptionalInt end, double penalty, List<Found> all) {
        decoder.restart();
        int[] ids = new int[PROMPT.length + begun.ids().size()];
        System.arraycopy(PROMPT, 0, ids, 0, PROMPT.length);
        for (int i = 0; i < begun.ids().size(); i++) {
            ids[PROMPT.length + i] = begun.ids().get(i);
        }
        float[] logits = decoder.read(ids);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        int length = begun.ids().size() + 1;
        for (int id = 0; id < VOCABULARY; id++) {
            double score = begun.score() + logits[id] - Math.log(sum);
            List<Integer> longer = new ArrayList<>(begun.ids());
            boolean ended = end.isPresent() && end.getAsInt() == id;
            if (!ended) {
                longer.add(id);
            }
            if (ended || length == 3) {
                all.add(new Found(longer, score / Math.pow(length, penalty)));
            } else {
                collect(decoder, new Found(longer, score), end, penalty, all);
            }
        }
    }

    private static int[] ints(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
