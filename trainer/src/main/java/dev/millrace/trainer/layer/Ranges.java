package dev.millrace.trainer.layer;

import java.util.Arrays;

/**
 * What each query position sees of the keys of its sequence: positions begins[r] … ends[r] − 1 for row r.
 *
 * @param begins [N]
 * @param ends [N]
 * @param target whose positions the keys are
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
record Ranges(int[] begins, int[] ends, Target target) {

    /** Whose keys are seen. */
    enum Target {
        OWN_SEQUENCE,
        OTHER_SEQUENCE
    }

    /** Itself and what comes before it, from its document's first position on. */
    static Ranges causal(int sequences, int context, int firstPosition, int[] documentStarts) {
        int[] begins = documentStarts.length > 0 ? documentStarts : new int[sequences * context];
        int[] ends = new int[sequences * context];
        for (int r = 0; r < ends.length; r++) {
            ends[r] = firstPosition + r % context + 1;
        }
        return new Ranges(begins, ends, Target.OWN_SEQUENCE);
    }

    /** All that is not filling, within its document. */
    static Ranges full(int context, int[] lengths, int[] documentStarts) {
        Ranges whole = across(context, lengths);
        if (documentStarts.length == 0) {
            return new Ranges(whole.begins, whole.ends, Target.OWN_SEQUENCE);
        }
        int[] ends = whole.ends;
        for (int r = ends.length - 2; r >= 0; r--) {
            boolean followed = r % context < context - 1 && r % context + 1 < lengths[r / context];
            if (followed) {
                ends[r] = documentStarts[r + 1] == documentStarts[r] ? ends[r + 1] : r % context + 1;
            }
        }
        return new Ranges(documentStarts, ends, Target.OWN_SEQUENCE);
    }

    /** For {@code context} queries a sequence, all of the other sequence that is not filling. */
    static Ranges across(int context, int[] lengths) {
        int[] ends = new int[lengths.length * context];
        for (int sequence = 0; sequence < lengths.length; sequence++) {
            Arrays.fill(ends, sequence * context, (sequence + 1) * context, lengths[sequence]);
        }
        return new Ranges(new int[ends.length], ends, Target.OTHER_SEQUENCE);
    }

    /** Whether distances between queries and keys mean anything. */
    boolean areOfOneSequence() {
        return target == Target.OWN_SEQUENCE;
    }

    /** The least begin of some rows. */
    int first(int row, int count) {
        int least = Integer.MAX_VALUE;
        for (int r = row; r < row + count; r++) {
            least = Math.min(least, begins[r]);
        }
        return least;
    }

    /** The greatest end of some rows. */
    int last(int row, int count) {
        int greatest = 0;
        for (int r = row; r < row + count; r++) {
            greatest = Math.max(greatest, ends[r]);
        }
        return greatest;
    }

    @Override
    public String toString() {
        return "ranges of " + ends.length + " rows";
    }
}
