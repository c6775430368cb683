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

/** Probabilities after each of transformers' logits warpers. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class SamplingConformanceTest {

    @Test
    void scalesByTemperature() throws IOException {
        assertProbabilities("temperature_0.7", 0.7, Optional.empty(), Optional.empty());
    }

    @Test
    void keepsTopK() throws IOException {
        assertProbabilities("top_k_10", 1, Optional.of(10), Optional.empty());
    }

    @Test
    void keepsTopP() throws IOException {
        assertProbabilities("top_p_0.9", 1, Optional.empty(), Optional.of(0.9));
    }

    private static void assertProbabilities(
            String name, double temperature, Optional<Integer> topK, Optional<Double> topP) throws IOException {
        try (SafetensorsFile golden = Safetensors.read(Reference.path("models/hf-tiny/sampling/golden.safetensors"))) {
            int rows = golden.entry("logits").shape().get(0).intValue();
            float[] logits = golden.floats("logits");
            float[] expected = golden.floats("probabilities." + name);
            int columns = logits.length / rows;
            Sampler sampler = new Sampler(new SamplingSettings(1, Optional.of(temperature), topK, topP, 0));
            for (int row = 0; row < rows; row++) {
                float[] some = Arrays.copyOfRange(logits, row * columns, (row + 1) * columns);
                double[] probabilities = sampler.probabilities(some, temperature);
                for (int i = 0; i < columns; i++) {
                    assertThat(probabilities[i])
                            .as("row %d, token %d", row, i)
                            .isCloseTo(expected[row * columns + i], within(1e-6));
                }
            }
        }
    }
}
