package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;

/**
 * Packed rows laid out as BERT reads them: [CLS] A [SEP], or [CLS] A [SEP] B [SEP] where B follows A for half of the
 * sequences and for the others is the B of the neighbour, sequence 2i having 2i + 1, both cut at one place: so pairs
 * depend on numbers alone as long as a batch begins with an even number. A row without neighbour keeps its own.
 */
final class Segments {
    private final MaskTokens tokens;
    private final int context;
    private final int[] ids;
    private final int[] segments;
    private final int[] lengths;
    private final int[] labels;

    private Segments(MaskTokens tokens, int sequences, int context) {
        this.tokens = tokens;
        this.context = context;
        this.ids = new int[sequences * context];
        this.segments = new int[sequences * context];
        this.lengths = new int[sequences];
        this.labels = new int[sequences];
        Arrays.fill(ids, tokens.pad());
    }

    /** One segment each. */
    static Segments single(TokenBatch packed, MaskTokens tokens) {
        Segments rows = new Segments(tokens, packed.sequences(), packed.context());
        int room = Math.max(0, packed.context() - 2);
        for (int row = 0; row < packed.sequences(); row++) {
            int[] text = text(packed, row, room);
            rows.write(row, text, new int[0]);
        }
        return rows;
    }

    /** Two segments each; label 0 where the second follows the first, 1 where it is another's. */
    static Segments pairs(TokenBatch packed, MaskTokens tokens, long seed) {
        if (packed.number() % 2 != 0) {
            throw new IllegalArgumentException("Invalid batch: begins with sequence " + packed.number()
                    + " (must be even for next-sentence prediction; use a micro batch of even size)");
        }
        Segments rows = new Segments(tokens, packed.sequences(), packed.context());
        int room = Math.max(0, packed.context() - 3);
        int[][] first = new int[packed.sequences()][];
        int[][] second = new int[packed.sequences()][];
        for (int row = 0; row < packed.sequences(); row += 2) {
            int[] text = text(packed, row, room);
            int[] other = row + 1 < packed.sequences() ? text(packed, row + 1, room) : text;
            int shorter = Math.min(text.length, other.length);
            // one cut for both, or the length of a swapped row would tell that it was swapped
            int cut = shorter < 2
                    ? shorter
                    : 1 + new Draws(seed, packed.number() + row, Draws.Purpose.CUT).below(shorter - 1);
            cut(text, cut, row, first, second);
            if (row + 1 < packed.sequences()) {
                cut(other, cut, row + 1, first, second);
            }
        }
        for (int row = 0; row < packed.sequences(); row++) {
            int other = row ^ 1;
            boolean swapped = other < packed.sequences()
                    && new Draws(seed, packed.number() + (row & ~1), Draws.Purpose.PAIR).next() < .5;
            int[] following = swapped ? second[other] : second[row];
            rows.labels[row] = swapped ? 1 : 0;
            rows.write(row, first[row], following);
        }
        return rows;
    }

    int[] ids() {
        return ids;
    }

    int[] labels() {
        return labels;
    }

    int sequences() {
        return lengths.length;
    }

    int context() {
        return context;
    }

    int length(int row) {
        return lengths[row];
    }

    /** Whether a position holds a token of the text. */
    boolean isText(int r) {
        return tokens.isText(ids[r]);
    }

    /** These rows with some ids changed. */
    TokenRows rows(int[] changed) {
        return new TokenRows(changed, lengths.length, context, lengths, segments, new int[0]);
    }

    private static void cut(int[] text, int cut, int row, int[][] first, int[][] second) {
        first[row] = Arrays.copyOfRange(text, 0, cut);
        second[row] = Arrays.copyOfRange(text, cut, text.length);
    }

    private void write(int row, int[] first, int[] second) {
        int at = row * context;
        int end = at + context;
        ids[at] = tokens.classification();
        at++;
        for (int id : first) {
            ids[at++] = id;
        }
        if (at < end) {
            ids[at++] = tokens.separator();
        }
        if (second.length > 0) {
            int begin = at;
            for (int id : second) {
                ids[at++] = id;
            }
            if (at < end) {
                ids[at++] = tokens.separator();
            }
            Arrays.fill(segments, begin, at, 1);
        }
        lengths[row] = at - row * context;
    }

    private static int[] text(TokenBatch packed, int row, int room) {
        int from = row * (packed.context() + 1);
        int length = Math.max(0, Math.min(room, packed.lengths()[row]));
        return Arrays.copyOfRange(packed.ids(), from, from + length);
    }
}
