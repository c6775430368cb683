package dev.millrace.jobs.job;

import java.util.Optional;

/**
 * What to measure.
 *
 * @param split of the shards
 * @param batch sequences of a batch
 * @param sequences first ones of the split; all when absent
 */
public record EvaluateSettings(String split, int batch, Optional<Long> sequences) {
    public EvaluateSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("Invalid batch: " + batch + " (must be > 0)");
        }
        if (sequences.orElse(1L) < 1) {
            throw new IllegalArgumentException("Invalid sequences: " + sequences.get() + " (must be > 0)");
        }
    }
}
