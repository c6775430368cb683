package dev.millrace.trainer.graph;

import dev.millrace.trainer.layer.Pass;
import java.util.Arrays;

/**
 * What a batch of ids is, besides ids. N = B·T.
 *
 * @param lengths [B] positions that are not filling; empty: all
 * @param segments [N] kind of each position's segment; empty: all 0
 * @param documentStarts [N] position at which each position's document begins; empty: each sequence is one
 * @param seed of dropout
 * @param number of the first sequence in the stream, which with the seed decides what is dropped
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
public record BatchFacts(int[] lengths, int[] segments, int[] documentStarts, long seed, long number) {
    private static final int[] NONE = {};

    /** Whole sequences of one document and segment. */
    public static BatchFacts unknown() {
        return new BatchFacts(NONE, NONE, NONE, 0, 0);
    }

    Pass.Shape shape(int sequences, int context, boolean training) {
        int[] all = lengths;
        if (all.length == 0) {
            all = new int[sequences];
            Arrays.fill(all, context);
        }
        if (all.length != sequences || (documentStarts.length > 0 && documentStarts.length != sequences * context)) {
            throw new IllegalArgumentException("Invalid batch: " + all.length + " lengths and " + documentStarts.length
                    + " document starts for " + sequences + " x " + context + " ids");
        }
        return new Pass.Shape(
                sequences,
                context,
                0,
                all,
                documentStarts,
                seed,
                number,
                training ? Pass.Mode.TRAINING : Pass.Mode.EVALUATING);
    }

    int[] segments(int rows, int kinds) {
        if (segments.length != 0 && segments.length != rows) {
            throw new IllegalArgumentException("Invalid batch: " + segments.length + " segments for " + rows + " ids");
        }
        for (int segment : segments) {
            if (kinds > 0 && (segment < 0 || segment >= kinds)) {
                throw new IllegalArgumentException(
                        "Invalid segment: " + segment + " (must be from 0 to " + (kinds - 1) + ")");
            }
        }
        return segments;
    }

    @Override
    public String toString() {
        return lengths.length + " sequences from " + number;
    }
}
