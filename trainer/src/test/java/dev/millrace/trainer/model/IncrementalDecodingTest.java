package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.IncrementalDecoder;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.objective.SpanBoundaries;
import dev.millrace.trainer.objective.TokenRows;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every decoder reads piece by piece what its graph reads at once. */
class IncrementalDecodingTest {
    private static final int[] SOURCE = {5, 0, 7, 7, 2};
    private static final int[] FIRST = {3, 1, 4, 1, 5, 9};
    private static final int[] SECOND = {3, 1, 4, 2, 6, 5};

    static Stream<String> decoders() {
        return Samples.all().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof DecoderSpec || entry.getValue() instanceof EncoderDecoderSpec)
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void givesTheLogitsOfAFullPass(String name) {
        ModelSpec spec = Samples.all().get(name);
        INDArray parameters = parameters(spec);
        INDArray expected = full(spec, parameters, FIRST);
        try (IncrementalDecoder decoder = new IncrementalDecoder(spec, parameters)) {
            begin(decoder);
            decoder.read(new int[] {7, 7});
            begin(decoder);
            assertLogits(decoder.read(new int[] {3, 1, 4}), expected, 2);
            assertLogits(decoder.read(new int[] {1}), expected, 3);
            assertLogits(decoder.read(new int[] {5, 9}), expected, 5);
            assertThat(decoder.length()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void readsSeveralSequencesThatFollowOne(String name) {
        ModelSpec spec = Samples.all().get(name);
        INDArray parameters = parameters(spec);
        INDArray first = full(spec, parameters, FIRST);
        INDArray second = full(spec, parameters, SECOND);
        try (IncrementalDecoder decoder = new IncrementalDecoder(spec, parameters, 3)) {
            begin(decoder);
            decoder.read(new int[] {3, 1, 4});
            decoder.follow(new int[] {0, 0});
            float[][] logits = decoder.readEach(new int[] {2, 1});
            assertLogits(logits[0], second, 3);
            assertLogits(logits[1], first, 3);
            decoder.follow(new int[] {1, 0, 1});
            logits = decoder.readEach(new int[] {5, 6, 5});
            assertLogits(logits[0], first, 4);
            assertLogits(logits[1], second, 4);
            assertLogits(logits[2], first, 4);
            decoder.follow(new int[] {1});
            assertLogits(decoder.read(new int[] {5}), second, 5);
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        ModelSpec t5 = Samples.all().get("t5");
        try (IncrementalDecoder decoder = new IncrementalDecoder(t5, parameters(t5), 2)) {
            assertThatThrownBy(() -> decoder.encode(new int[8])).hasMessage("Invalid ids: 8 (must be from 1 to 7)");
            assertThatThrownBy(() -> decoder.encode(new int[] {11}))
                    .hasMessage("Invalid token id: 11 (must be from 0 to 10)");
            decoder.encode(SOURCE);
            decoder.read(new int[] {0});
            assertThatThrownBy(() -> decoder.follow(new int[3])).hasMessage("Invalid sequences: 3 (must be at most 2)");
        }
        ModelSpec bert = Samples.all().get("bert");
        assertThatThrownBy(() -> new IncrementalDecoder(bert, parameters(bert)))
                .hasMessageStartingWith("Invalid model: no decoder in EncoderSpec[");
    }

    private static void begin(IncrementalDecoder decoder) {
        if (decoder.hasEncoder()) {
            decoder.encode(SOURCE);
        } else {
            decoder.restart();
        }
    }

    /** Of a model that is far from even. */
    private static INDArray parameters(ModelSpec spec) {
        return ModelGradientTest.graph(spec, DataType.FLOAT).params().reshape(1, spec.parameterCount());
    }

    private static INDArray full(ModelSpec spec, INDArray parameters, int[] ids) {
        int[] none = new int[ids.length];
        Arrays.fill(none, -1);
        boolean encodes = spec instanceof EncoderDecoderSpec;
        ModelBatch batch = new ModelBatch(
                0,
                encodes ? rows(SOURCE) : rows(ids),
                encodes ? Optional.of(rows(ids)) : Optional.empty(),
                none,
                new int[0],
                SpanBoundaries.none(),
                1,
                1);
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, 0)) {
            return graph.predict(parameters, batch);
        }
    }

    private static TokenRows rows(int[] ids) {
        return new TokenRows(ids, 1, ids.length, new int[] {ids.length}, new int[0], new int[0]);
    }

    private static void assertLogits(float[] actual, INDArray expected, int position) {
        for (int id = 0; id < actual.length; id++) {
            assertThat(actual[id]).isCloseTo(expected.getFloat(0, position, id), within(1e-5f));
        }
    }
}
