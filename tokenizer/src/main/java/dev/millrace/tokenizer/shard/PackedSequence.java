package dev.millrace.tokenizer.shard;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One row of a shard; see {@link ShardSchema}.
 *
 * @param inputIds {@code context + 1} token ids
 * @param documentStarts ascending positions at which a document begins
 * @param length tokens that are not filling
 */
@SuppressWarnings("ArrayRecordComponent") // rows of primitives; equality is by content below
public record PackedSequence(int[] inputIds, int[] documentStarts, int length) implements Serializable {
    public PackedSequence {
        if (length < 1 || length > inputIds.length) {
            throw new IllegalArgumentException(
                    "Invalid length: " + length + " (must be from 1 to " + inputIds.length + ")");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedSequence that
                && length == that.length
                && Arrays.equals(inputIds, that.inputIds)
                && Arrays.equals(documentStarts, that.documentStarts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inputIds);
    }

    @Override
    public String toString() {
        return length + " of " + inputIds.length + " tokens, documents at " + Arrays.toString(documentStarts);
    }
}
