package dev.millrace.jobs.job;

import java.util.Optional;

/**
 * What to measure.
 *
 * @param split of the shards
 * @param batch sequences of a batch
 * @param sequences first ones of the split; all when absent
 * @param ngram file of an n-gram model of the same tokens, as the baseline
 */
public record EvaluateSettings(String split, int batch, Optional<Long> sequences, Optional<String> ngram) {
    public EvaluateSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("Invalid batch: " + batch + " (must be > 0)");
        }
        if (sequences.orElse(1L) < 1) {
            throw new IllegalArgumentException("Invalid sequences: " + sequences.get() + " (must be > 0)");
        }
    }

    /** What shapes the neural model's figures. */
    EvaluateSettings withoutBaseline() {
        return new EvaluateSettings(split, batch, sequences, Optional.empty());
    }
}
