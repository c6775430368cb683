package dev.millrace.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.loop.GuardSettings.Action;
import dev.millrace.trainer.loop.StepReport.Outcome;
import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.ParameterGroups;
import dev.millrace.trainer.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final int LENGTH = 5;

    @Test
    void skipsALeapOfTheLossAndOfTheNorm() {
        GuardSettings settings = new GuardSettings(Action.SKIP, Optional.of(2.), Optional.of(3.), 3);
        Run run = new Run(settings);
        assertThat(run.step(100, 1)).isEqualTo(Outcome.UPDATED);
        assertThat(run.step(1, 1)).isEqualTo(Outcome.UPDATED);
        // no leap before there are three
        assertThat(run.step(9, 1)).isEqualTo(Outcome.UPDATED);
        // medians 9 and 1
        assertThat(run.step(19, 1)).isEqualTo(Outcome.SKIPPED);
        assertThat(run.step(1, 4)).isEqualTo(Outcome.SKIPPED);
        assertThat(run.step(1, 2)).isEqualTo(Outcome.UPDATED);
        assertThat(run.state.recent().losses()).containsExactly(19., 1., 1.);
    }

    @Test
    void leavesParametersAndMomentsAsTheyWereWhereItSkips() {
        Run run = new Run(new GuardSettings(Action.SKIP, Optional.of(2.), Optional.empty(), 1));
        run.step(1, 1);
        TrainingState before = run.state.copy();
        assertThat(run.step(5, 1)).isEqualTo(Outcome.SKIPPED);
        assertThat(run.state.parameters()).containsExactly(before.parameters());
        assertThat(run.state.moments().first()).containsExactly(before.moments().first());
        assertThat(run.state.moments().second())
                .containsExactly(before.moments().second());
        assertThat(run.state.step()).isEqualTo(2);
        assertThat(run.state.cursor()).isEqualTo(4);
    }

    @Test
    void skipsWhatIsNotFiniteAndForgetsIt() {
        Run run = new Run(new GuardSettings(Action.SKIP, Optional.empty(), Optional.empty(), 4));
        assertThat(run.step(1, Float.NaN)).isEqualTo(Outcome.SKIPPED);
        assertThat(run.step(Double.POSITIVE_INFINITY, 1)).isEqualTo(Outcome.SKIPPED);
        assertThat(run.state.recent()).isEqualTo(Recent.none());
        assertThat(run.state.parameters()).containsOnly(0);
    }

    @Test
    void stopsWhereItShould() {
        Run run = new Run(new GuardSettings(Action.STOP, Optional.of(2.), Optional.empty(), 1));
        run.step(1.5, 0);
        assertThatThrownBy(() -> run.step(4, 0))
                .hasMessage("Step 2: loss 4.0, gradient norm 0.0 (loss must be at most 2.0 medians of the last 1 steps,"
                        + " 1.5)");
        assertThatThrownBy(() -> run.step(Double.NaN, 0)).hasMessageContaining("must be finite");
        assertThat(run.state.step()).isEqualTo(1);
    }

    @Test
    void remembersNothingWithoutAGuard() {
        Recent recent = Guard.none().after(1, 1, Recent.none());
        assertThat(recent.losses()).isEmpty();
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> new GuardSettings(Action.SKIP, Optional.of(1.), Optional.empty(), 4))
                .hasMessage("Invalid loss factor: 1.0 (must be > 1)");
        assertThatThrownBy(() -> new GuardSettings(Action.SKIP, Optional.empty(), Optional.empty(), 0))
                .hasMessage("Invalid window: 0 (must be > 0)");
        assertThatThrownBy(() -> new Recent(List.of(1.), List.of())).hasMessageStartingWith("Invalid recent steps");
    }

    /** Steps whose loss and gradient are given. */
    private static final class Run {
        private final GlobalStep step;
        private TrainingState state = TrainingState.initial(new float[LENGTH], 2);

        Run(GuardSettings settings) {
            step = new GlobalStep(new Recipe(
                    new BatchSettings(2, 1),
                    AdamWSettings.gpt2(),
                    ParameterGroups.none(),
                    new Clipping.None(),
                    new Schedule.Constant(.1),
                    Guard.of(Optional.of(settings))));
        }

        Outcome step(double loss, float norm) {
            float[] gradient = new float[LENGTH];
            gradient[0] = 2 * norm;
            Replicas.Losses losses = new Replicas.Losses(List.of(new TrainingStep.Loss(3 * loss, 3)));
            try (Crew crew = new Crew(1)) {
                GlobalStep.Done done = step.apply(state, GradientSum.of(gradient), losses, crew);
                state = done.state();
                return done.report().outcome();
            }
        }
    }
}
