package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.objective.MaskTokens;
import dev.millrace.trainer.objective.ReplacedTokenObjective;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ElectraTrainingStepTest {
    private static final int CONTEXT = 9;
    private static final int TOKENIZER = 11;

    @Test
    void gradientIsThatOfBothLosses() {
        ElectraSpec spec = spec();
        INDArray parameters = parameters(spec);
        INDArray gradient = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        // a weight so small that the generator's loss is what is left, and one so large that it vanishes
        for (double weight : new double[] {1e-3, 1, 50}) {
            ReplacedTokenObjective objective =
                    new ReplacedTokenObjective(new MaskTokens(TOKENIZER, TOKENIZER), .3, weight);
            try (ElectraTrainingStep step = new ElectraTrainingStep(spec, objective, Precision.FLOAT32, 3)) {
                TrainingStep.Loss loss = step.gradient(parameters, batch(), gradient);
                assertThat(loss.tokens()).isEqualTo(4);
                assertThat(loss.extras()).isEqualTo(2 * CONTEXT);
                assertThat(step.gradient(parameters, batch(), gradient)).isEqualTo(loss);
                assertSlope(spec, step, parameters, gradient, weight);
            }
        }
    }

    /** Along random directions through tensors of the generator, whose draws a small step leaves as they are. */
    private static void assertSlope(
            ElectraSpec spec, ElectraTrainingStep step, INDArray parameters, INDArray gradient, double weight) {
        float[] slopes = gradient.toFloatVector();
        INDArray spare = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        for (Parameter parameter : spec.parameters()) {
            SplittableRandom random = new SplittableRandom(parameter.offset());
            INDArray direction = Nd4j.zeros(DataType.FLOAT, 1, spec.parameterCount());
            double expected = 0;
            for (long i = parameter.offset(); i < parameter.end(); i++) {
                float d = (float) (random.nextDouble() - .5);
                direction.putScalar(i, d);
                expected += slopes[(int) i] * d;
            }
            double length = direction.norm2Number().doubleValue();
            double size = 2e-3 / length;
            double above = weighted(step.gradient(parameters.add(direction.mul(size)), batch(), spare), weight);
            double below = weighted(step.gradient(parameters.sub(direction.mul(size)), batch(), spare), weight);
            double slope = (above - below) / (2 * size);
            assertThat(Math.abs(slope - expected))
                    .as(parameter.name() + " at weight " + weight)
                    .isLessThan(2e-2 * Math.abs(expected) + 4e-3 * Math.max(1, weight) * length);
        }
    }

    private static double weighted(TrainingStep.Loss loss, double weight) {
        // two of a full sequence's seven tokens are masked
        return loss.nats() / 2 + loss.extraNats() * weight / CONTEXT;
    }

    @Test
    void firstParametersAreOfBothModels() {
        ElectraSpec spec = spec();
        float[] first = InitialParameters.of(spec, 7);
        assertThat((long) first.length).isEqualTo(spec.parameterCount());
        float[] discriminator = InitialParameters.of(spec.discriminator(), 7);
        assertThat(first).startsWith(discriminator);
        assertThat(InitialParameters.of(spec, 7)).isEqualTo(first);
    }

    private static ElectraSpec spec() {
        BlockSpec block = EncoderSpec.bertBlock(6, 3, 8, 1e-12);
        BlockSpec small = EncoderSpec.bertBlock(4, 2, 5, 1e-12);
        int ids = TOKENIZER + MaskTokens.COUNT;
        return new ElectraSpec(
                new EncoderSpec(
                        ids,
                        CONTEXT,
                        2,
                        6,
                        1,
                        small,
                        new HeadSpec.MaskedLanguage(
                                4,
                                6,
                                ids,
                                small.norm(),
                                small.feedForward().activation(),
                                HeadSpec.MaskedLanguage.Extra.NONE)),
                new EncoderSpec(ids, CONTEXT, 2, 6, 1, block, new HeadSpec.Replaced(6, block.norm())));
    }

    private static INDArray parameters(ElectraSpec spec) {
        float[] values = InitialParameters.of(spec, 5);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (.4 * (random.nextDouble() - .5));
        }
        INDArray parameters = FlatVectors.create(values.length);
        FlatVectors.write(values, parameters);
        return parameters;
    }

    private static TokenBatch batch() {
        int[] ids =
                new SplittableRandom(1).ints(2 * (CONTEXT + 1), 0, TOKENIZER).toArray();
        return new TokenBatch(4, ids, new int[] {CONTEXT + 1, CONTEXT + 1}, 2, CONTEXT);
    }
}
