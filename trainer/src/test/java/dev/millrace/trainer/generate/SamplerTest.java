package dev.millrace.trainer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    private static final float[] LOGITS = {
        (float) Math.log(1), (float) Math.log(4), (float) Math.log(2), (float) Math.log(3)
    };

    @Test
    void drawsFromTheSoftmax() {
        assertThat(sampler(Optional.empty(), Optional.empty()).probabilities(LOGITS, 1))
                .containsExactly(new double[] {0.1, 0.4, 0.2, 0.3}, within(1e-7));
    }

    @Test
    void sharpensByTemperature() {
        assertThat(sampler(Optional.empty(), Optional.empty()).probabilities(LOGITS, 0.5))
                .containsExactly(new double[] {1 / 30.0, 16 / 30.0, 4 / 30.0, 9 / 30.0}, within(1e-7));
    }

    @Test
    void keepsTheTopK() {
        assertThat(sampler(Optional.of(2), Optional.empty()).probabilities(LOGITS, 1))
                .containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(1e-7));
        assertThat(sampler(Optional.of(9), Optional.empty()).probabilities(LOGITS, 1))
                .containsExactly(new double[] {0.1, 0.4, 0.2, 0.3}, within(1e-7));
    }

    @Test
    void keepsTokensAsLikelyAsTheLastOfTheTopK() {
        assertThat(sampler(Optional.of(2), Optional.empty()).probabilities(new float[] {1, 1, 1, 0}, 1))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0}, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"0.05,1", "0.39,1", "0.45,2", "0.75,3", "0.95,4", "1,4"})
    void keepsTheFewestThatReachTopP(double p, int kept) {
        double[] probabilities = sampler(Optional.empty(), Optional.of(p)).probabilities(LOGITS, 1);
        assertThat(probabilities)
                .satisfies(all -> assertThat(
                                Arrays.stream(all).filter(one -> one > 0).count())
                        .isEqualTo(kept));
    }

    @Test
    void drawsAsOftenAsLikely() {
        Sampler sampler = sampler(Optional.empty(), Optional.empty());
        int[] counts = new int[4];
        for (int i = 0; i < 20000; i++) {
            counts[sampler.choose(LOGITS, new int[0])]++;
        }
        assertThat(counts[0] / 20000.0).isCloseTo(0.1, within(0.01));
        assertThat(counts[1] / 20000.0).isCloseTo(0.4, within(0.01));
        assertThat(counts[3] / 20000.0).isCloseTo(0.3, within(0.01));
    }

    @Test
    void takesTheFirstOfEquallyLikelyTokensWhenGreedy() {
        assertThat(new Sampler(SamplingSettings.greedy(1)).choose(new float[] {0, 2, 2, 1}, new int[0]))
                .isEqualTo(1);
    }

    @Test
    void refusesLogitsOfABrokenModel() {
        assertThatThrownBy(() -> new Sampler(SamplingSettings.greedy(1)).choose(new float[] {0, Float.NaN}, new int[0]))
                .hasMessage("Invalid logits: not a number (the model's parameters are broken)");
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> SamplingSettings.greedy(0)).hasMessage("Invalid maximum-tokens: 0 (must be > 0)");
        assertThatThrownBy(() -> sampler(Optional.of(0), Optional.empty()))
                .hasMessage("Invalid top-k: 0 (must be > 0)");
        assertThatThrownBy(() -> sampler(Optional.empty(), Optional.of(1.5)))
                .hasMessage("Invalid top-p: 1.5 (must be > 0 and at most 1)");
        assertThatThrownBy(
                        () -> new SamplingSettings(1, Optional.of(Double.NaN), Optional.empty(), Optional.empty(), 0))
                .hasMessage("Invalid temperature: NaN (must be > 0)");
    }

    private static Sampler sampler(Optional<Integer> topK, Optional<Double> topP) {
        return new Sampler(new SamplingSettings(1, Optional.of(1.0), topK, topP, 42));
    }
}
