package dev.millrace.trainer.generate;

import java.util.Optional;

/**
 * How the next token is chosen from its logits: divided by the temperature, cut to the top k, cut to the top p, drawn.
 * The order and the treatment of ties are those of Hugging Face's logits warpers.
 *
 * @param maximumTokens tokens to add at most
 * @param temperature absent: always the likeliest token, and the other settings have no say
 * @param topK keep the k likeliest tokens and those as likely as the k-th
 * @param topP keep the fewest likeliest tokens whose probabilities sum to p
 * @param seed of the draws
 */
public record SamplingSettings(
        int maximumTokens, Optional<Double> temperature, Optional<Integer> topK, Optional<Double> topP, long seed) {
    public SamplingSettings {
        if (maximumTokens <= 0) {
            throw new IllegalArgumentException("Invalid maximum-tokens: " + maximumTokens + " (must be > 0)");
        }
        temperature.filter(value -> !(value > 0 && value <= Float.MAX_VALUE)).ifPresent(value -> {
            throw new IllegalArgumentException("Invalid temperature: " + value + " (must be > 0)");
        });
        topK.filter(value -> value <= 0).ifPresent(value -> {
            throw new IllegalArgumentException("Invalid top-k: " + value + " (must be > 0)");
        });
        topP.filter(value -> !(value > 0 && value <= 1)).ifPresent(value -> {
            throw new IllegalArgumentException("Invalid top-p: " + value + " (must be > 0 and at most 1)");
        });
    }

    /** Always the likeliest token. */
    public static SamplingSettings greedy(int maximumTokens) {
        return new SamplingSettings(maximumTokens, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }
}
