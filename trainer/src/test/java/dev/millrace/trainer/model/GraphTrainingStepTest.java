package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep.Loss;
import dev.millrace.trainer.objective.CausalObjective;
import dev.millrace.trainer.spec.DecoderSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphTrainingStepTest {
    private static final DecoderSpec SPEC = DecoderSpec.gpt2(13, 9, 10, 2, 5);

    private final GraphTrainingStep step = new GraphTrainingStep(SPEC, CausalObjective.overSequences(), 0);
    private final INDArray parameters = TransformerGraph.initialParameters(SPEC, 1);
    private final INDArray gradient = empty();

    @AfterEach
    void close() {
        step.close();
    }

    @Test
    void beginsAtTheUniformLoss() {
        Loss loss = step.gradient(parameters, batch(1, 4, 9), gradient);
        assertThat(loss.tokens()).isEqualTo(36);
        assertThat(loss.mean()).isCloseTo(Math.log(13), within(0.02));
    }

    @Test
    void evaluatesToTheLossOfTheGradient() {
        TokenBatch batch = batch(1, 4, 9);
        Loss loss = step.gradient(parameters, batch, gradient);
        assertThat(step.evaluate(parameters, batch)).isEqualTo(loss);
    }

    @Test
    void writesTheGradientOfTheSumOverSequences() {
        TokenBatch both = batch(1, 2, 9);
        TokenBatch first = part(both, 0);
        TokenBatch second = part(both, 1);
        INDArray other = empty();
        Loss one = step.gradient(parameters, first, gradient);
        Loss two = step.gradient(parameters, second, other);
        INDArray sum = gradient.add(other);
        assertThat(step.gradient(parameters, both, other).nats())
                .isCloseTo(one.plus(two).nats(), within(1e-4));
        assertThat(other.sub(sum).norm2Number().doubleValue())
                .isLessThan(1e-6 * sum.norm2Number().doubleValue());
    }

    @Test
    void descendsAlongTheGradient() {
        TokenBatch batch = batch(1, 4, 9);
        double before = step.gradient(parameters, batch, gradient).nats() / 9;
        double slope = Math.pow(gradient.norm2Number().doubleValue(), 2);
        double rate = 1e-3;
        INDArray moved = parameters.sub(gradient.mul(rate));
        assertThat((before - step.evaluate(moved, batch).nats() / 9) / rate).isCloseTo(slope, within(slope * 0.02));
    }

    @Test
    void countsNothingForFilling() {
        TokenBatch whole = batch(1, 2, 9);
        TokenBatch filled = new TokenBatch(0, whole.ids().clone(), new int[] {10, 4}, 2, 9);
        Loss loss = step.gradient(parameters, filled, gradient);
        INDArray kept = gradient.dup();
        assertThat(loss.tokens()).isEqualTo(12);
        int[] other = filled.ids().clone();
        Arrays.fill(other, 14, 20, 0);
        assertThat(step.gradient(parameters, new TokenBatch(0, other, filled.lengths(), 2, 9), gradient))
                .isEqualTo(loss);
        assertThat(bits(gradient)).isNotEqualTo(bits(empty()));
        assertThat(gradient.sub(kept).amaxNumber().doubleValue()).isLessThan(1e-7);
        TokenBatch none = new TokenBatch(0, whole.ids(), new int[] {1, 1}, 2, 9);
        assertThat(step.gradient(parameters, none, gradient)).isEqualTo(new Loss(0, 0));
        assertThat(bits(gradient)).isEqualTo(bits(empty()));
    }

    @Test
    void givesTheSameBitsWhateverWentBefore() {
        TokenBatch batch = batch(1, 3, 9);
        step.gradient(parameters, batch, gradient);
        INDArray expected = gradient.dup();
        INDArray other = empty();
        step.gradient(parameters, batch(2, 5, 4), other);
        step.evaluate(parameters, batch(3, 1, 7));
        step.gradient(parameters.dup(), batch, other);
        assertThat(bits(other)).isEqualTo(bits(expected));
        step.close();
        step.gradient(parameters, batch, gradient);
        assertThat(bits(gradient)).isEqualTo(bits(expected));
    }

    @Test
    void readsParametersAnewEachTime() {
        TokenBatch batch = batch(1, 3, 9);
        Loss before = step.evaluate(parameters, batch);
        parameters.muli(3);
        assertThat(step.evaluate(parameters, batch)).isNotEqualTo(before);
    }

    @Test
    void sharesParametersBetweenThreads() throws InterruptedException, ExecutionException {
        TokenBatch batch = batch(1, 3, 9);
        step.gradient(parameters, batch, gradient);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (GraphTrainingStep left = new GraphTrainingStep(SPEC, CausalObjective.overSequences(), 0);
                GraphTrainingStep right = new GraphTrainingStep(SPEC, CausalObjective.overSequences(), 0)) {
            INDArray leftGradient = empty();
            INDArray rightGradient = empty();
            Future<?> one = threads.submit(() -> repeat(left, batch, leftGradient));
            Future<?> two = threads.submit(() -> repeat(right, batch, rightGradient));
            one.get();
            two.get();
            assertThat(bits(leftGradient)).isEqualTo(bits(gradient));
            assertThat(bits(rightGradient)).isEqualTo(bits(gradient));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void keepsItsWorkspacesFromStepToStep() {
        TokenBatch batch = batch(1, 4, 9);
        TokenBatch shorter = batch(2, 2, 5);
        run(100, batch, shorter);
        long workspaces = workspaceBytes();
        run(200, batch, shorter);
        assertThat(workspaceBytes()).isEqualTo(workspaces).isPositive();
    }

    @Test
    void refusesArraysOfAnotherModel() {
        INDArray wrong = Nd4j.create(DataType.FLOAT, 1, 7);
        assertThatThrownBy(() -> step.evaluate(wrong, batch(1, 1, 9)))
                .hasMessage("Invalid parameters: 7 elements (must be " + SPEC.parameterCount() + ")");
        assertThatThrownBy(() -> step.gradient(parameters, batch(1, 1, 9), wrong))
                .hasMessage("Invalid gradient: 7 elements (must be " + SPEC.parameterCount() + ")");
        TokenBatch foreign = new TokenBatch(0, new int[] {0, 13, 1}, new int[] {3}, 1, 2);
        assertThatThrownBy(() -> step.evaluate(parameters, foreign))
                .hasMessage("Invalid token id: 13 (must be from 0 to 12)");
        assertThat(step.evaluate(parameters, batch(1, 1, 9)).tokens()).isEqualTo(9);
    }

    private void run(int steps, TokenBatch batch, TokenBatch shorter) {
        INDArray other = empty();
        for (int i = 0; i < steps; i++) {
            step.gradient(parameters, i % 2 == 0 ? batch : shorter, i % 3 == 0 ? gradient : other);
            if (i % 4 == 0) {
                step.evaluate(parameters, batch);
            }
        }
    }

    private static long workspaceBytes() {
        return AllocationsTracker.getInstance().bytesOnDevice(AllocationKind.WORKSPACE, 0);
    }

    private void repeat(GraphTrainingStep worker, TokenBatch batch, INDArray into) {
        for (int i = 0; i < 20; i++) {
            worker.gradient(parameters, batch, into);
        }
    }

    /** INDArray.equals forgives differences; this does not. */
    private static float[] bits(INDArray array) {
        return array.toFloatMatrix()[0];
    }

    private static INDArray empty() {
        return Nd4j.create(DataType.FLOAT, 1, SPEC.parameterCount());
    }

    private static TokenBatch part(TokenBatch batch, int row) {
        int columns = batch.context() + 1;
        int[] ids = Arrays.copyOfRange(batch.ids(), row * columns, (row + 1) * columns);
        return new TokenBatch(0, ids, new int[] {batch.lengths()[row]}, 1, batch.context());
    }

    private static TokenBatch batch(long seed, int sequences, int context) {
        int[] ids = new SplittableRandom(seed)
                .ints(sequences * (context + 1L), 0, SPEC.vocabularySize())
                .toArray();
        int[] lengths = new int[sequences];
        Arrays.fill(lengths, context + 1);
        return new TokenBatch(0, ids, lengths, sequences, context);
    }
}
