package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatExponentialTest {
    private final FloatExponential exponential = new FloatExponential();

    @Test
    void isExactToTwoTenMillionths() {
        int n = 17501;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = -87 + i * 0.01f;
        }
        float[] y = x.clone();
        exponential.apply(y, n);
        for (int i = 0; i < n; i++) {
            double expected = Math.exp(x[i]);
            assertThat(Math.abs(y[i] - expected) / expected).as("exp(%s)", x[i]).isLessThan(2e-7);
        }
    }

    @Test
    void leavesWhatIsBeyondItsLengthAlone() {
        float[] x = {0, 1, 5};
        exponential.apply(x, 2);
        assertThat(x).containsExactly(1, (float) Math.E, 5);
    }

    @Test
    void staysWithinBoundsOnAnyArgument() {
        float[] x = {Float.NEGATIVE_INFINITY, -1e30f, Float.POSITIVE_INFINITY, Float.NaN};
        exponential.apply(x, 4);
        assertThat(x[0]).isBetween(0f, 2e-38f);
        assertThat(x[1]).isBetween(0f, 2e-38f);
        assertThat(x[2]).isGreaterThan(1e38f).isLessThan(Float.POSITIVE_INFINITY);
        assertThat(x[3]).isNaN();
    }
}
