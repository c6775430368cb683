package dev.millrace.trainer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.interop.Safetensors;
import dev.millrace.trainer.interop.SafetensorsFile;
import dev.millrace.trainer.model.Reference;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Probabilities after each of transformers' logits processors. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class SamplingConformanceTest {

    @Test
    void scalesByTemperature() throws IOException {
        assertProbabilities("temperature_0.7", settings(0.7, Optional.empty(), Optional.empty()));
    }

    @Test
    void keepsTopK() throws IOException {
        assertProbabilities("top_k_10", settings(1, Optional.of(10), Optional.empty()));
    }

    @Test
    void keepsTopP() throws IOException {
        assertProbabilities("top_p_0.9", settings(1, Optional.empty(), Optional.of(0.9)));
    }

    @Test
    void keepsMinP() throws IOException {
        assertProbabilities(
                "min_p_0.1", settings(Optional.of(0.1), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void keepsTheTypical() throws IOException {
        assertProbabilities(
                "typical_0.9", settings(Optional.empty(), Optional.of(0.9), Optional.empty(), Optional.empty()));
    }

    @Test
    void penalisesRepetitions() throws IOException {
        assertProbabilities(
                "repetition_1.3", settings(Optional.empty(), Optional.empty(), Optional.of(1.3), Optional.empty()));
    }

    @Test
    void forbidsRepeatedRuns() throws IOException {
        assertProbabilities(
                "no_repeat_3gram", settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(3)));
    }

    private static SamplingSettings settings(double temperature, Optional<Integer> topK, Optional<Double> topP) {
        return new SamplingSettings(1, Optional.of(temperature), topK, topP, 0);
    }

    private static SamplingSettings settings(
            Optional<Double> minP, Optional<Double> typical, Optional<Double> penalty, Optional<Integer> noRepeat) {
        return new SamplingSettings(
                1, Optional.of(1.0), Optional.empty(), Optional.empty(), minP, typical, penalty, noRepeat, 0);
    }

    private static void assertProbabilities(String name, SamplingSettings settings) throws IOException {
        try (SafetensorsFile golden = Safetensors.read(Reference.path("models/hf-tiny/sampling/golden.safetensors"))) {
            int rows = golden.entry("logits").shape().get(0).intValue();
            float[] logits = golden.floats("logits");
            float[] expected = golden.floats("probabilities." + name);
            int[] context = Arrays.stream(golden.longs("context"))
                    .mapToInt(Math::toIntExact)
                    .toArray();
            int columns = logits.length / rows;
            int length = context.length / rows;
            Sampler sampler = new Sampler(settings);
            for (int row = 0; row < rows; row++) {
                float[] some = sampler.withoutRepetitions(
                        Arrays.copyOfRange(logits, row * columns, (row + 1) * columns),
                        Arrays.copyOfRange(context, row * length, (row + 1) * length));
                double[] probabilities =
                        sampler.probabilities(some, settings.temperature().orElseThrow());
                for (int i = 0; i < columns; i++) {
                    assertThat(probabilities[i])
                            .as("row %d, token %d", row, i)
                            .isCloseTo(expected[row * columns + i], within(1e-6));
                }
            }
        }
    }
}
