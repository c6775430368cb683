package dev.millrace.trainer.loop;

import java.util.Arrays;

/**
 * A micro-batch of packed sequences. B sequences, T context.
 *
 * @param number of the first sequence in the endless stream: with the seed it names the batch's random numbers
 * @param ids [B, T + 1] row-major: inputs are columns 0 … T − 1, targets columns 1 … T
 * @param lengths [B]: tokens of each row that are not filling; a target at or after it counts for nothing
 * @param sequences B
 * @param context T
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of primitives on the hot path; never compared
public record TokenBatch(long number, int[] ids, int[] lengths, int sequences, int context) {
    public TokenBatch {
        if (ids.length != sequences * (context + 1) || lengths.length != sequences) {
            throw new IllegalArgumentException("Invalid batch: " + ids.length + " ids and " + lengths.length
                    + " lengths (must be " + sequences + " x " + (context + 1) + " and " + sequences + ")");
        }
    }

    /** Number of targets that count. */
    public long targets() {
        long targets = 0;
        for (int length : lengths) {
            targets += length - 1;
        }
        return targets;
    }

    @Override
    public String toString() {
        return sequences + " x " + (context + 1) + " ids " + Arrays.hashCode(ids);
    }
}
