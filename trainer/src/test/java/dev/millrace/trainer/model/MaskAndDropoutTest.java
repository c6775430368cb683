package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.objective.CausalObjective;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Documents that share a sequence, and dropout that is a function of seed and sequence number. */
class MaskAndDropoutTest {
    private static final int END = 0;
    private static final int CONTEXT = 7;

    static Stream<String> decoders() {
        return Stream.of("llama", "mixtral", "alibi", "relative", "plain");
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void aDocumentSeesNothingOfTheOneBefore(String name) {
        ModelSpec spec = Samples.all().get(name);
        INDArray parameters = parameters(spec);
        CausalObjective masked = new CausalObjective(CausalObjective.Visible.DOCUMENT, END);
        ModelBatch one = masked.batch(batch(0, 3, 4, END, 5, 6, 7, 8, 9), 0);
        ModelBatch other = masked.batch(batch(0, 9, 2, END, 5, 6, 7, 8, 9), 0);
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, 0)) {
            INDArray here = graph.predict(parameters, one);
            INDArray there = graph.predict(parameters, other);
            assertThat(rows(here, 3, CONTEXT)).isEqualTo(rows(there, 3, CONTEXT));
            assertThat(rows(here, 0, 2)).isNotEqualTo(rows(there, 0, 2));
            ModelBatch open = CausalObjective.overSequences().batch(batch(0, 3, 4, END, 5, 6, 7, 8, 9), 0);
            assertThat(rows(graph.predict(parameters, open), 3, CONTEXT)).isNotEqualTo(rows(here, 3, CONTEXT));
        }
    }

    @Test
    void maskedDocumentsEqualDocumentsAlone() {
        // rotary positions are relative, so that a document gives the same wherever it lies
        ModelSpec spec = Samples.all().get("llama");
        INDArray parameters = parameters(spec);
        CausalObjective masked = new CausalObjective(CausalObjective.Visible.DOCUMENT, END);
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, 0)) {
            INDArray together = graph.predict(parameters, masked.batch(batch(0, 3, 4, END, 5, 6, 7, 8, 9), 0));
            INDArray alone = graph.predict(parameters, masked.batch(batch(0, 5, 6, 7, 8, 9), 0));
            float[] expected = rows(alone, 0, 4);
            float[] actual = rows(together, 3, CONTEXT);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
            }
        }
    }

    static Stream<String> models() {
        return Samples.all().keySet().stream().filter(name -> Samples.all().get(name) instanceof DecoderSpec);
    }

    @ParameterizedTest
    @MethodSource("models")
    void dropoutDependsOnSeedAndNumberAlone(String name) {
        ModelSpec spec = withDropout(Samples.all().get(name));
        INDArray parameters = parameters(spec);
        CausalObjective objective = CausalObjective.overSequences();
        TokenBatch tokens = batch(5, 3, 4, 1, 5, 6, 7, 8, 9);
        float[] first = gradient(spec, 1, parameters, objective.batch(tokens, 1));
        assertThat(gradient(spec, 1, parameters, objective.batch(tokens, 1))).isEqualTo(first);
        assertThat(gradient(spec, 2, parameters, objective.batch(tokens, 2))).isNotEqualTo(first);
        TokenBatch later = batch(6, 3, 4, 1, 5, 6, 7, 8, 9);
        assertThat(gradient(spec, 1, parameters, objective.batch(later, 1))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsUnderDropoutEqualDifferences(String name) {
        ModelSpec spec = withDropout(Samples.all().get(name));
        INDArray parameters = parameters(spec);
        ModelBatch batch = CausalObjective.overSequences().batch(batch(5, 3, 4, 1, 5, 6, 7, 8, 9), 1);
        float[] gradient = gradient(spec, 1, parameters, batch);
        SplittableRandom random = new SplittableRandom(3);
        INDArray direction = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        double expected = 0;
        for (int i = 0; i < gradient.length; i++) {
            double d = random.nextDouble() - .5;
            direction.putScalar(i, d);
            expected += gradient[i] * (double) (float) d;
        }
        double step = 1e-3;
        INDArray spare = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, 1)) {
            Losses above = graph.gradient(parameters.add(direction.mul(step)), batch, spare);
            Losses below = graph.gradient(parameters.sub(direction.mul(step)), batch, spare);
            double slope = (weighted(above, batch) - weighted(below, batch)) / (2 * step);
            assertThat(slope).isCloseTo(expected, within(4e-3 * Math.max(.1, Math.abs(expected))));
        }
    }

    private static double weighted(Losses losses, ModelBatch batch) {
        double extra = losses.extras() == 0 ? 0 : losses.extraNats() * batch.classWeight();
        return losses.nats() * batch.tokenWeight() + extra;
    }

    private static float[] gradient(ModelSpec spec, long seed, INDArray parameters, ModelBatch batch) {
        INDArray gradient = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, seed)) {
            graph.gradient(parameters, batch, gradient);
        }
        return gradient.toFloatVector();
    }

    private static ModelSpec withDropout(ModelSpec spec) {
        if (spec instanceof DecoderSpec decoder) {
            return new DecoderSpec(
                    decoder.vocabularySize(),
                    decoder.context(),
                    decoder.layers(),
                    decoder.block().withDropout(.3),
                    decoder.output());
        }
        if (spec instanceof EncoderSpec || spec instanceof EncoderDecoderSpec) {
            throw new IllegalArgumentException("No decoder: " + spec);
        }
        return spec;
    }

    /** One row; of its last id only the target counts. */
    private static TokenBatch batch(long number, int... ids) {
        return new TokenBatch(number, ids, new int[] {ids.length}, 1, ids.length - 1);
    }

    private static INDArray parameters(ModelSpec spec) {
        INDArray parameters = TransformerGraph.initialParameters(spec, 3);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getFloat(i) + .6 * (random.nextDouble() - .5));
        }
        return parameters;
    }

    private static float[] rows(INDArray logits, int from, int to) {
        float[] all = logits.dup('c').data().asFloat();
        int columns = (int) logits.size(logits.rank() - 1);
        return Arrays.copyOfRange(all, from * columns, to * columns);
    }
}
