package dev.millrace.trainer.layer;

/**
 * What a batch asks of a head. N = B·T rows.
 *
 * @param tokens [N] id wanted at each position, −1 for none; of a head for replaced tokens 0 or 1
 * @param classes [B] class of each sequence, −1 for none; empty when none is asked
 * @param boundaries of the spans of wanted tokens, where the head has that task
 * @param tokenWeight of a token's loss in the gradient
 * @param classWeight of a sequence's loss in the gradient
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
public record Targets(int[] tokens, int[] classes, Boundaries boundaries, double tokenWeight, double classWeight) {

    /**
     * For wanted tokens, in the order of rows: the rows beside their span, and their place in it.
     *
     * @param rows of the wanted tokens
     * @param lefts row before the span
     * @param rights row after the span
     * @param places from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
    public record Boundaries(int[] rows, int[] lefts, int[] rights, int[] places) {
        /** Of no spans. */
        public static Boundaries none() {
            return new Boundaries(new int[0], new int[0], new int[0], new int[0]);
        }

        @Override
        public String toString() {
            return rows.length + " tokens of spans";
        }
    }

    /** Next tokens alone. */
    public static Targets tokens(int[] tokens, double tokenWeight) {
        return new Targets(tokens, new int[0], Boundaries.none(), tokenWeight, 1);
    }

    /** Those tokens alone whose rows lie from begin to end − 1. */
    public Targets onlyRows(int begin, int end) {
        int[] some = new int[tokens.length];
        for (int r = 0; r < some.length; r++) {
            some[r] = r >= begin && r < end ? tokens[r] : -1;
        }
        return new Targets(some, classes, boundaries, tokenWeight, classWeight);
    }

    /** Number of wanted tokens. */
    public long count() {
        long count = 0;
        for (int token : tokens) {
            count += token >= 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public String toString() {
        return count() + " of " + tokens.length + " tokens";
    }
}
