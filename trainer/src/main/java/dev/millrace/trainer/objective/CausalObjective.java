package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;

/**
 * Every position predicts the token after it.
 *
 * @param visible what a position sees of a sequence that holds several documents
 * @param endOfText id that ends a document
 */
public record CausalObjective(Visible visible, int endOfText) implements Objective {
    private static final int NONE = -1;

    /** How far back a position sees. */
    public enum Visible {
        /** To the beginning of the sequence, documents or not, as GPT-2 was trained. */
        SEQUENCE,
        /**
         * To the beginning of its own document. What ends a document still predicts the next document's first token
         * from itself alone.
         */
        DOCUMENT
    }

    /** Without a mask between documents. */
    public static CausalObjective overSequences() {
        return new CausalObjective(Visible.SEQUENCE, NONE);
    }

    @Override
    public ModelBatch batch(TokenBatch packed, long seed) {
        int context = packed.context();
        int[] ids = new int[packed.sequences() * context];
        int[] targets = new int[ids.length];
        int[] lengths = new int[packed.sequences()];
        for (int sequence = 0; sequence < packed.sequences(); sequence++) {
            int from = sequence * (context + 1);
            int to = sequence * context;
            System.arraycopy(packed.ids(), from, ids, to, context);
            System.arraycopy(packed.ids(), from + 1, targets, to, context);
            int counted = Math.min(context, packed.lengths()[sequence] - 1);
            Arrays.fill(targets, to + Math.max(0, counted), to + context, NONE);
            lengths[sequence] = context;
        }
        int[] starts = visible == Visible.DOCUMENT ? documentStarts(ids, packed.sequences(), context) : new int[0];
        TokenRows rows = new TokenRows(ids, packed.sequences(), context, lengths, new int[0], starts);
        return ModelBatch.causal(packed.number(), rows, targets);
    }

    /** A document begins a sequence, and behind every end of text. */
    private int[] documentStarts(int[] ids, int sequences, int context) {
        int[] starts = new int[ids.length];
        for (int sequence = 0; sequence < sequences; sequence++) {
            int start = 0;
            for (int t = 0; t < context; t++) {
                int r = sequence * context + t;
                if (t > 0 && ids[r - 1] == endOfText) {
                    start = t;
                }
                starts[r] = start;
            }
        }
        return starts;
    }
}
