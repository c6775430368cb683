package dev.millrace.trainer.bench;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.spec.ModelSpec;

/**
 * What to measure.
 *
 * @param model trained on random tokens
 * @param precision of the matrix products
 * @param sequences of a global batch, a multiple of {@code threads}: every worker computes one micro-batch
 * @param threads workers, one a core
 * @param warmup steps before the measured ones, while Java compiles
 * @param steps measured
 */
public record TrainBenchSettings(
        ModelSpec model, Precision precision, int sequences, int threads, int warmup, int steps) {
    public TrainBenchSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("Invalid threads: " + threads + " (must be > 0)");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("Invalid steps: " + steps + " (must be > 0)");
        }
        if (warmup < 0) {
            throw new IllegalArgumentException("Invalid warmup: " + warmup + " (must be >= 0)");
        }
        if (sequences < 1 || sequences % threads != 0) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + sequences + " (must be a multiple of the " + threads + " threads)");
        }
    }

    /** Tokens of a step. */
    public long tokens() {
        return (long) sequences * model.context();
    }
}
