package dev.millrace.trainer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.layer.IncrementalDecoder;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.spec.DecoderSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GeneratorTest {
    private static final DecoderSpec SPEC = DecoderSpec.gpt2(13, 9, 10, 2, 5);
    private static final OptionalInt ENDLESS = OptionalInt.empty();

    private final ComputationGraph graph = wild();
    private final Generator generator = new Generator(SPEC, graph.params());

    @AfterEach
    void close() {
        generator.close();
    }

    @Test
    void readsPieceByPieceWhatTheGraphReadsAtOnce() {
        int[] ids = {3, 1, 4, 1, 5, 9, 2, 6};
        INDArray expected = graph.outputSingle(Nd4j.createFromArray(new int[][] {ids}));
        try (IncrementalDecoder decoder = new IncrementalDecoder(SPEC, graph.params())) {
            decoder.read(new int[] {7, 7});
            decoder.restart();
            assertLogits(decoder.read(new int[] {3, 1, 4}), expected, 2);
            assertLogits(decoder.read(new int[] {1}), expected, 3);
            assertLogits(decoder.read(new int[] {5, 9, 2}), expected, 6);
            assertLogits(decoder.read(new int[] {6}), expected, 7);
            assertThat(decoder.length()).isEqualTo(8);
            assertThatThrownBy(() -> decoder.read(new int[] {1, 2})).hasMessage("Invalid ids: 2 (must be from 1 to 1)");
        }
    }

    @Test
    void takesTheLikeliestTokenWhenGreedy() {
        int[] ids = generator.generate(new int[] {3, 1}, SamplingSettings.greedy(7), ENDLESS, id -> {});
        assertThat(ids).hasSize(7);
        int[] sequence = {3, 1, ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6]};
        for (int end = 2; end < 9; end++) {
            assertThat(sequence[end]).isEqualTo(likeliestAfter(Arrays.copyOf(sequence, end)));
        }
    }

    @Test
    void goesOnFromTheLastHalfWhenTheContextIsFull() {
        int[] ids = generator.generate(new int[] {3}, SamplingSettings.greedy(12), ENDLESS, id -> {});
        int[] sequence = new int[13];
        sequence[0] = 3;
        System.arraycopy(ids, 0, sequence, 1, 12);
        // after nine tokens the context of nine is full: the tenth comes from the four before it
        assertThat(sequence[10]).isEqualTo(likeliestAfter(Arrays.copyOfRange(sequence, 6, 10)));
        assertThat(sequence[12]).isEqualTo(likeliestAfter(Arrays.copyOfRange(sequence, 6, 12)));
        int[] longPrompt = Arrays.copyOf(sequence, 12);
        assertThat(generator.generate(longPrompt, SamplingSettings.greedy(1), ENDLESS, id -> {}))
                .containsExactly(likeliestAfter(Arrays.copyOfRange(sequence, 8, 12)));
    }

    @Test
    void drawsTheSameIdsFromTheSameSeed() {
        int[] first = generator.generate(new int[] {3}, sampling(1), ENDLESS, id -> {});
        assertThat(generator.generate(new int[] {3}, sampling(1), ENDLESS, id -> {}))
                .isEqualTo(first);
        assertThat(generator.generate(new int[] {3}, sampling(2), ENDLESS, id -> {}))
                .isNotEqualTo(first);
    }

    @Test
    void stopsAtEndOfText() {
        List<Integer> told = new ArrayList<>();
        int[] all = generator.generate(new int[] {3}, sampling(1), ENDLESS, told::add);
        assertThat(told).containsExactlyElementsOf(Arrays.stream(all).boxed().toList());
        int stop = all[5];
        int before = told.indexOf(stop);
        assertThat(generator.generate(new int[] {3}, sampling(1), OptionalInt.of(stop), id -> {}))
                .isEqualTo(Arrays.copyOf(all, before));
    }

    @Test
    void refusesPromptsItCannotRead() {
        assertThatThrownBy(() -> generator.generate(new int[0], sampling(1), ENDLESS, id -> {}))
                .hasMessage("Invalid prompt: no ids (must be at least one)");
        assertThatThrownBy(() -> generator.generate(new int[] {13}, sampling(1), ENDLESS, id -> {}))
                .hasMessage("Invalid token id: 13 (must be from 0 to 12)");
    }

    private int likeliestAfter(int[] ids) {
        INDArray logits = graph.outputSingle(Nd4j.createFromArray(new int[][] {ids}));
        int best = 0;
        for (int id = 1; id < SPEC.vocabularySize(); id++) {
            if (logits.getFloat(0, ids.length - 1, id) > logits.getFloat(0, ids.length - 1, best)) {
                best = id;
            }
        }
        return best;
    }

    private static void assertLogits(float[] actual, INDArray expected, int position) {
        for (int id = 0; id < actual.length; id++) {
            assertThat(actual[id]).isCloseTo(expected.getFloat(0, position, id), within(1e-5f));
        }
    }

    private static SamplingSettings sampling(long seed) {
        return new SamplingSettings(20, Optional.of(1.0), Optional.empty(), Optional.empty(), seed);
    }

    private static ComputationGraph wild() {
        ComputationGraph graph = TransformerGraph.create(SPEC, 1);
        graph.params().muli(15);
        return graph;
    }
}
