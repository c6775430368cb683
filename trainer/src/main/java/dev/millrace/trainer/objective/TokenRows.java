package dev.millrace.trainer.objective;

/**
 * Token ids for a stack of layers. B sequences of T positions.
 *
 * @param ids [B·T]
 * @param sequences B
 * @param context T
 * @param lengths [B] positions that are not filling; filling comes last
 * @param segments [B·T] kind of each position's segment; empty: all 0
 * @param documentStarts [B·T] position of its sequence at which each position's document begins, beyond which it does
 *     not see; empty: a sequence is one document
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of primitives on the hot path; never compared
public record TokenRows(int[] ids, int sequences, int context, int[] lengths, int[] segments, int[] documentStarts) {
    public TokenRows {
        int n = sequences * context;
        if (ids.length != n
                || lengths.length != sequences
                || (segments.length != 0 && segments.length != n)
                || (documentStarts.length != 0 && documentStarts.length != n)) {
            throw new IllegalArgumentException("Invalid rows: " + ids.length + " ids, " + lengths.length + " lengths, "
                    + segments.length + " segments, " + documentStarts.length + " document starts (must be for "
                    + sequences + " x " + context + ")");
        }
    }

    @Override
    public String toString() {
        return sequences + " x " + context + " ids";
    }
}
