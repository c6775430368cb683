package dev.millrace.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.ParameterGroups;
import dev.millrace.trainer.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalStepTest {
    private static final int VOCABULARY = 12;
    private static final int CONTEXT = 8;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void givesTheSameBitsForAnyNumberOfThreads(int threads) {
        Trained one = train(1, recipe(7, .05), 20);
        Trained many = train(threads, recipe(7, .05), 20);
        assertThat(many.state().parameters()).containsExactly(one.state().parameters());
        assertThat(many.state().moments().second())
                .containsExactly(one.state().moments().second());
        assertThat(many.reports()).isEqualTo(one.reports());
    }

    @Test
    void lowersTheLossOfWhatCanBeLearned() {
        List<StepReport> reports = train(2, recipe(4, .1), 60).reports();
        assertThat(reports.get(0).loss()).isCloseTo(Math.log(VOCABULARY), within(1e-6));
        assertThat(reports.get(59).loss()).isLessThan(1.0);
        assertThat(reports.get(59).step()).isEqualTo(60);
        assertThat(reports.get(0).tokens()).isEqualTo(4L * 2 * CONTEXT);
    }

    /** One micro-batch of all sequences has the same mean gradient as many of a few. */
    @Test
    void accumulatesToTheGradientOfTheWholeBatch() {
        StepReport many = train(1, recipe(8, 0), 1).reports().get(0);
        Recipe whole = new Recipe(
                new BatchSettings(16, 1),
                AdamWSettings.gpt2(),
                ParameterGroups.none(),
                new Clipping.None(),
                new Schedule.Constant(0));
        StepReport one = train(1, whole, 1).reports().get(0);
        assertThat(many.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-6));
        assertThat(many.loss()).isCloseTo(one.loss(), within(1e-9));
    }

    @Test
    void countsWhatItConsumed() {
        TrainingState state = train(1, recipe(7, .05), 3).state();
        assertThat(state.step()).isEqualTo(3);
        assertThat(state.cursor()).isEqualTo(3 * 14);
    }

    @Test
    void stopsAtAGradientThatIsNotFinite() {
        TrainingState state = TrainingState.initial(new float[VOCABULARY * VOCABULARY], 2);
        float[] gradient = new float[VOCABULARY * VOCABULARY];
        gradient[3] = Float.NaN;
        try (Crew crew = new Crew(1)) {
            assertThatThrownBy(() -> new GlobalStep(recipe(1, .1))
                            .apply(
                                    state,
                                    GradientSum.of(gradient),
                                    new Replicas.Losses(List.of(new TrainingStep.Loss(0, 0))),
                                    crew))
                    .hasMessage("Step 1: loss 0.0, gradient norm NaN (must be finite; lower the learning rate or"
                            + " clip the gradient)");
        }
        assertThat(state.parameters()).containsOnly(0f);
    }

    @Test
    void tellsAWorkersFailure() {
        TrainingState state = TrainingState.initial(new float[VOCABULARY * VOCABULARY], 2);
        try (Replicas replicas = new Replicas(2, () -> new BigramStep(VOCABULARY))) {
            SequenceStream broken = (first, count) -> {
                throw new IllegalArgumentException("shard is gone");
            };
            assertThatThrownBy(() -> new GlobalStep(recipe(4, .1)).run(state, replicas, broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("shard is gone");
        }
    }

    private static Recipe recipe(int microBatches, double rate) {
        return new Recipe(
                new BatchSettings(2, microBatches),
                AdamWSettings.gpt2(),
                ParameterGroups.all(VOCABULARY * VOCABULARY, .1),
                new Clipping.ToNorm(1),
                new Schedule.Constant(rate));
    }

    private static Trained train(int threads, Recipe recipe, int steps) {
        TrainingState state = TrainingState.initial(new float[VOCABULARY * VOCABULARY], 2);
        List<StepReport> reports = new ArrayList<>();
        GlobalStep step = new GlobalStep(recipe);
        try (Replicas replicas = new Replicas(threads, () -> new BigramStep(VOCABULARY))) {
            for (int i = 0; i < steps; i++) {
                GlobalStep.Done done = step.run(state, replicas, GlobalStepTest::batch);
                state = done.state();
                reports.add(done.report());
            }
        }
        return new Trained(state, reports);
    }

    /** Next is three further, now and then four. */
    private static TokenBatch batch(long first, int count) {
        TokenBatch batch = new TokenBatch(0, new int[count * (CONTEXT + 1)], new int[count], count, CONTEXT);
        for (int row = 0; row < count; row++) {
            Random random = new Random(first + row);
            int id = random.nextInt(VOCABULARY);
            for (int i = 0; i <= CONTEXT; i++) {
                batch.ids()[row * (CONTEXT + 1) + i] = id;
                id = (id + 3 + (random.nextInt(5) == 0 ? 1 : 0)) % VOCABULARY;
            }
            batch.lengths()[row] = CONTEXT + 1;
        }
        return batch;
    }

    private record Trained(TrainingState state, List<StepReport> reports) {}
}
