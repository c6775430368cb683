package dev.millrace.trainer.objective;

/**
 * For wanted tokens that lie in masked spans, in the order of rows: the rows beside their span and their place in it.
 *
 * @param rows of the wanted tokens, each b·T + t
 * @param lefts row before the span
 * @param rights row after the span
 * @param places from 0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of primitives on the hot path; never compared
public record SpanBoundaries(int[] rows, int[] lefts, int[] rights, int[] places) {
    public SpanBoundaries {
        if (lefts.length != rows.length || rights.length != rows.length || places.length != rows.length) {
            throw new IllegalArgumentException("Invalid boundaries: " + rows.length + " rows, " + lefts.length
                    + " lefts, " + rights.length + " rights, " + places.length + " places");
        }
    }

    /** Of no spans. */
    public static SpanBoundaries none() {
        return new SpanBoundaries(new int[0], new int[0], new int[0], new int[0]);
    }

    @Override
    public String toString() {
        return rows.length + " tokens of spans";
    }
}
