package dev.millrace.trainer.loop;

import java.io.Serializable;

/**
 * A global batch: what one optimiser step sees.
 *
 * @param microBatch sequences that one worker computes at once
 * @param microBatches number of them in a global batch; more than there are workers accumulates
 */
public record BatchSettings(int microBatch, int microBatches) implements Serializable {
    public BatchSettings {
        if (microBatch < 1) {
            throw new IllegalArgumentException("Invalid micro batch: " + microBatch + " (must be > 0)");
        }
        if (microBatches < 1) {
            throw new IllegalArgumentException("Invalid micro batches: " + microBatches + " (must be > 0)");
        }
    }

    /** Sequences of a global batch. */
    public long sequences() {
        return (long) microBatch * microBatches;
    }
}
