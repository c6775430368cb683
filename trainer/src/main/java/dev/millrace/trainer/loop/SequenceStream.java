package dev.millrace.trainer.loop;

/** Training data as an endless, numbered stream: the same number always names the same sequence. */
@FunctionalInterface
public interface SequenceStream {
    /**
     * Sequences first … first + count − 1.
     *
     * @param first number of the first, ≥ 0
     */
    TokenBatch batch(long first, int count);
}
