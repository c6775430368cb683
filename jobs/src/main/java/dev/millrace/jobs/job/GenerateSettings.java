package dev.millrace.jobs.job;

import dev.millrace.trainer.generate.BeamSettings;
import dev.millrace.trainer.generate.SamplingSettings;
import java.util.List;
import java.util.Optional;

/**
 * What to write.
 *
 * @param prompts to continue, one sample each; an empty one begins a document
 * @param maximumTokens to add at most
 * @param beams continuations that a search for the likeliest keeps; absent: tokens are drawn, and only then have the
 *     settings below but the length penalty a say
 * @param lengthPenalty power of the length by which a search divides log probabilities
 * @param temperature absent: always the likeliest token
 * @param topK only the k likeliest tokens; all when absent
 * @param topP only the fewest likeliest tokens whose probabilities sum to p; all when absent
 * @param minP only tokens with this share of the likeliest's probability; all when absent
 * @param typical only the most typical tokens of this total probability; all when absent
 * @param repetitionPenalty by which logits of tokens that are there already are divided; none when absent
 * @param noRepeat length of runs of tokens that may not come twice; any when absent
 * @param seed of the draws; sample i draws with seed + i
 */
public record GenerateSettings(
        List<String> prompts,
        int maximumTokens,
        Optional<Integer> beams,
        double lengthPenalty,
        Optional<Double> temperature,
        Optional<Integer> topK,
        Optional<Double> topP,
        Optional<Double> minP,
        Optional<Double> typical,
        Optional<Double> repetitionPenalty,
        Optional<Integer> noRepeat,
        long seed) {
    public GenerateSettings {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("Invalid prompts: none (must be at least one)");
        }
        new BeamSettings(maximumTokens, beams.orElse(1), lengthPenalty);
        new SamplingSettings(maximumTokens, temperature, topK, topP, minP, typical, repetitionPenalty, noRepeat, seed);
    }

    Optional<BeamSettings> search() {
        return beams.map(count -> new BeamSettings(maximumTokens, count, lengthPenalty));
    }

    SamplingSettings sampling(int sample) {
        return new SamplingSettings(
                maximumTokens, temperature, topK, topP, minP, typical, repetitionPenalty, noRepeat, seed + sample);
    }
}
