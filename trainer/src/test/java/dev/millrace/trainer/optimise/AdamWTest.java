package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
    private static final AdamWSettings SETTINGS = AdamWSettings.gpt2();

    /** Three updates of one weight, computed apart from this code from the formula in double precision. */
    @Test
    void reachesTheFormulasNumbers() {
        float[] parameters = {1, 1};
        Moments moments = Moments.zero(2, 2);
        Optimiser adam = SETTINGS.over(new ParameterGroups(List.of(new ParameterGroups.Group(0, 1, 1, .1))));
        float[] gradients = {.5f, -.25f, 2};
        for (int step = 1; step <= 3; step++) {
            float gradient = gradients[step - 1];
            adam.update(parameters, new float[] {gradient, gradient}, moments, 1, .1, step, new Optimiser.Range(0, 2));
        }
        assertThat(parameters[0]).isCloseTo(.7800871f, within(1e-6f));
        assertThat(parameters[1]).isCloseTo(.8075297f, within(1e-6f));
        assertThat(moments.first()[0]).isCloseTo(.218f, within(1e-7f));
        assertThat(moments.second()[0]).isCloseTo(.21425f, within(1e-7f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithASlowDoubleTwin(long seed) {
        Random random = new Random(seed);
        int length = 1003;
        ParameterGroups groups = new ParameterGroups(
                List.of(new ParameterGroups.Group(0, 100, 1, .1), new ParameterGroups.Group(333, 1000, 1, .1)));
        float[] parameters = gaussian(random, length);
        double[] twin = new double[length];
        double[] m = new double[length];
        double[] v = new double[length];
        for (int i = 0; i < length; i++) {
            twin[i] = parameters[i];
        }
        Moments moments = Moments.zero(length, 2);
        Optimiser adam = SETTINGS.over(groups);
        for (int step = 1; step <= 50; step++) {
            float[] gradient = gaussian(random, length);
            adam.update(parameters, gradient, moments, .125, 1e-2, step, new Optimiser.Range(0, length));
            for (int i = 0; i < length; i++) {
                double g = gradient[i] * .125;
                boolean decays = i < 100 || (i >= 333 && i < 1000);
                m[i] = .9 * m[i] + .1 * g;
                v[i] = .95 * v[i] + .05 * g * g;
                double corrected = m[i] / (1 - Math.pow(.9, step));
                double root = Math.sqrt(v[i] / (1 - Math.pow(.95, step)));
                twin[i] -= decays ? 1e-2 * .1 * twin[i] : 0;
                twin[i] -= 1e-2 * corrected / (root + 1e-8);
            }
        }
        for (int i = 0; i < length; i++) {
            assertThat((double) parameters[i]).isCloseTo(twin[i], within(5e-6));
        }
    }

    @Test
    void givesTheSameBitsInPieces() {
        Random random = new Random(7);
        int length = 997;
        float[] whole = gaussian(random, length);
        float[] pieces = whole.clone();
        float[] gradient = gaussian(random, length);
        Moments one = Moments.zero(length, 2);
        Moments other = Moments.zero(length, 2);
        Optimiser adam = SETTINGS.over(new ParameterGroups(List.of(new ParameterGroups.Group(10, 700, 1, .1))));
        adam.update(whole, gradient, one, 1, 1e-3, 1, new Optimiser.Range(0, length));
        for (int from = 0; from < length; from += 13) {
            Optimiser.Range piece = new Optimiser.Range(from, Math.min(length, from + 13));
            float[] part = Arrays.copyOfRange(gradient, piece.from(), piece.to());
            adam.update(pieces, part, other, 1, 1e-3, 1, piece);
        }
        assertThat(pieces).containsExactly(whole);
        assertThat(other.second()).containsExactly(one.second());
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> new AdamWSettings(1, .9, 1e-8, 0))
                .hasMessage("Invalid beta1: 1.0 (must be from 0 to below 1)");
        assertThatThrownBy(() -> new AdamWSettings(.9, .9, 0, 0)).hasMessage("Invalid epsilon: 0.0 (must be > 0)");
        assertThatThrownBy(() -> new AdamWSettings(.9, .9, 1e-8, Double.NaN))
                .hasMessage("Invalid weight decay: NaN (must be >= 0)");
    }

    private static float[] gaussian(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
