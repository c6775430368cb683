package dev.millrace.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
    /** 60 GFLOP a step on a machine of 120 GFLOP/s: half a second at least. */
    private final Pace pace = new Pace(60e9, 120e9);

    @Test
    void tellsTokensAndShareOfTheLimit() {
        Pace.Rates step = pace.step(2000, 1);
        assertThat(step.tokensPerSecond()).isEqualTo(2000);
        assertThat(step.share()).isCloseTo(.5, within(1e-12));
        pace.step(1000, 2);
        assertThat(pace.all().tokensPerSecond()).isEqualTo(1000);
        assertThat(pace.all().share()).isCloseTo(1 / 3., within(1e-12));
    }

    @Test
    void forgetsTheFirstStepsForWhatIsRecent() {
        pace.step(2000, 100);
        for (int step = 0; step < 10; step++) {
            pace.step(2000, .8);
        }
        assertThat(pace.recent().share()).isCloseTo(.625, within(1e-12));
        assertThat(pace.recent().tokensPerSecond()).isCloseTo(2500, within(1e-9));
        assertThat(pace.all().share()).isLessThan(.06);
    }

    @Test
    void isNothingBeforeTheFirstStep() {
        assertThat(pace.all().tokensPerSecond()).isZero();
        assertThat(pace.recent().share()).isZero();
    }
}
