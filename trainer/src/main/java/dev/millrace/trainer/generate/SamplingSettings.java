package dev.millrace.trainer.generate;

import java.util.Optional;

/**
 * How the next token is chosen from its logits: repetitions are made less likely, the logits divided by the temperature,
 * cut to the top k, to the top p, to the minimal p and to the typical, and one is drawn. The order and the treatment of
 * ties are those of Hugging Face's logits processors.
 *
 * @param maximumTokens tokens to add at most
 * @param temperature absent: always the likeliest token, and neither cuts nor seed have a say
 * @param topK keep the k likeliest tokens and those as likely as the k-th
 * @param topP keep the fewest likeliest tokens whose probabilities sum to p
 * @param minP keep tokens with at least this share of the likeliest's probability
 * @param typical keep the fewest tokens of this total probability whose surprise is nearest to the expected one. Source:
 *     Meister et al., arXiv 2202.00666
 * @param repetitionPenalty a token that is there already has a positive logit divided by this and a negative one
 *     multiplied. Source: Keskar et al., arXiv 1909.05858
 * @param noRepeat no run of so many tokens comes twice
 * @param seed of the draws
 */
public record SamplingSettings(
        int maximumTokens,
        Optional<Double> temperature,
        Optional<Integer> topK,
        Optional<Double> topP,
        Optional<Double> minP,
        Optional<Double> typical,
        Optional<Double> repetitionPenalty,
        Optional<Integer> noRepeat,
        long seed) {
    public SamplingSettings {
        positive("maximum-tokens", maximumTokens);
        temperature.ifPresent(value -> positive("temperature", value));
        topK.ifPresent(value -> positive("top-k", value));
        topP.ifPresent(value -> share("top-p", value));
        minP.ifPresent(value -> share("min-p", value));
        typical.ifPresent(value -> share("typical", value));
        repetitionPenalty.ifPresent(value -> positive("repetition-penalty", value));
        noRepeat.ifPresent(value -> positive("no-repeat", value));
    }

    /** Without a say on repetitions, minimal p and the typical. */
    public SamplingSettings(
            int maximumTokens, Optional<Double> temperature, Optional<Integer> topK, Optional<Double> topP, long seed) {
        this(
                maximumTokens,
                temperature,
                topK,
                topP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                seed);
    }

    /** Always the likeliest token. */
    public static SamplingSettings greedy(int maximumTokens) {
        return new SamplingSettings(maximumTokens, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Invalid " + key + ": " + value + " (must be > 0)");
        }
    }

    private static void positive(String key, double value) {
        if (!(value > 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("Invalid " + key + ": " + value + " (must be > 0)");
        }
    }

    private static void share(String key, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("Invalid " + key + ": " + value + " (must be > 0 and at most 1)");
        }
    }
}
