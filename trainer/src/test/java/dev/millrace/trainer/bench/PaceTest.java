package dev.millrace.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.spec.DecoderSpec;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final StepFlops FLOPS = new StepFlops(DecoderSpec.gpt2(61, 8, 12, 1, 2), 4);
    /** Half a second a step at least. */
    private final Pace pace = new Pace(FLOPS, 2 * FLOPS.of(2000));

    @Test
    void tellsTokensAndShareOfTheLimit() {
        Pace.Rates step = pace.step(2000, 1);
        assertThat(step.tokensPerSecond()).isEqualTo(2000);
        assertThat(step.share()).isCloseTo(.5, within(1e-12));
        pace.step(2000, 3);
        assertThat(pace.all().tokensPerSecond()).isEqualTo(1000);
        assertThat(pace.all().share()).isCloseTo(.25, within(1e-12));
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
