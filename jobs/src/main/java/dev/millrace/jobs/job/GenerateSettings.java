package dev.millrace.jobs.job;

import dev.millrace.trainer.generate.SamplingSettings;
import java.util.List;
import java.util.Optional;

/**
 * What to write.
 *
 * @param prompts to continue, one sample each; an empty one begins a document
 * @param maximumTokens to add at most
 * @param temperature absent: always the likeliest token
 * @param topK only the k likeliest tokens; all when absent
 * @param topP only the fewest likeliest tokens whose probabilities sum to p; all when absent
 * @param seed of the draws; sample i draws with seed + i
 */
public record GenerateSettings(
        List<String> prompts,
        int maximumTokens,
        Optional<Double> temperature,
        Optional<Integer> topK,
        Optional<Double> topP,
        long seed) {
    public GenerateSettings {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("Invalid prompts: none (must be at least one)");
        }
        new SamplingSettings(maximumTokens, temperature, topK, topP, seed);
    }

    SamplingSettings sampling(int sample) {
        return new SamplingSettings(maximumTokens, temperature, topK, topP, seed + sample);
    }
}
