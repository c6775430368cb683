package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.trie.DoubleArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Pieces of words seen lately, a ▁ before them and at most {@value #LONGEST} bytes. One word a slot; a newer one drives
 * out an older one. Not thread-safe.
 *
 * <p>A word's pieces depend on what comes before it only by rounding: with c characters, rounding error u and sums of at
 * most m, no sum is off by more than (c + 1) · u · m. So they are the same as long as that is less than half of the
 * least lead that any of them has over another piece ending at the same place: m below lead / (2 · (c + 1) · u).
 */
final class WordMemory {
    private static final int LONGEST = 15;
    private static final int MOST_PIECES = 6;
    private static final int SLOT_BITS = 15;
    private static final int STRIDE = 8;
    private static final int END_BITS = 5;
    private static final int MOST_ID = 1 << (Integer.SIZE - 1 - END_BITS);
    private static final double SAFETY = 0.9;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] units;
    private final int root;
    private final double[] scores;
    private final double roundingError;
    private final int unknownId;
    private final boolean usable;

    // a word's bytes after its ▁ and, in the top byte of the second long, their number and whether there is a ▁
    private final long[] words = new long[2 << SLOT_BITS];
    // number of pieces, largest sum before the word as bits of a float, then each piece's id and end
    private final int[] values = new int[STRIDE << SLOT_BITS];

    private final byte[] copy = new byte[2 * Long.BYTES];
    private final double[] best = new double[LONGEST + Boundary.SPACE_BYTES + 1];
    private final double[] lead = new double[best.length];
    private final int[] ids = new int[best.length];
    private final int[] starts = new int[best.length];

    WordMemory(UnigramModel model) {
        units = model.trie().units();
        root = model.trie().root();
        scores = model.scores();
        roundingError = model.convention().roundingError();
        unknownId = model.unknownId();
        usable = model.size() < MOST_ID;
    }

    /** Slot of a word, found or newly filled; −1 where Viterbi must be asked. */
    int find(byte[] utf8, int from, int to, double before) {
        boolean space = Boundary.isSpace(utf8, from, to);
        int start = space ? from + Boundary.SPACE_BYTES : from;
        int length = to - start;
        if (length > LONGEST || !usable) {
            return -1;
        }
        byte[] source = utf8;
        int at = start;
        if (start + 2 * Long.BYTES > utf8.length) {
            System.arraycopy(utf8, start, copy, 0, length);
            source = copy;
            at = 0;
        }
        long low = low(source, at, length);
        long high = high(source, at, length) | (space ? Long.MIN_VALUE : 0);
        int slot = slot(low, high);
        if (words[2 * slot] != low || words[2 * slot + 1] != high) {
            fill(slot, utf8, from, to);
            words[2 * slot] = low;
            words[2 * slot + 1] = high;
        }
        return before <= Float.intBitsToFloat(values[slot * STRIDE + 1]) ? slot : -1;
    }

    /** Number of pieces. */
    int size(int slot) {
        return values[slot * STRIDE];
    }

    int id(int slot, int piece) {
        return values[slot * STRIDE + 2 + piece] >>> END_BITS;
    }

    /** Where a piece ends, from the word's beginning. */
    int end(int slot, int piece) {
        return values[slot * STRIDE + 2 + piece] & ((1 << END_BITS) - 1);
    }

    private void fill(int slot, byte[] utf8, int from, int to) {
        int size = to - from;
        values[slot * STRIDE + 1] = Float.floatToRawIntBits(-1); // no sum is as small: ask Viterbi
        if (!run(utf8, from, to, size)) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        int pieces = 0;
        for (int end = size; end > 0; end = starts[end]) {
            least = Math.min(least, lead[end]);
            largest = Math.max(largest, Math.abs(best[end]));
            if (ids[end] == unknownId) {
                return;
            }
            pieces++;
        }
        if (pieces > MOST_PIECES) {
            return;
        }
        values[slot * STRIDE] = pieces;
        int place = slot * STRIDE + 2 + pieces;
        for (int end = size; end > 0; end = starts[end]) {
            values[--place] = (ids[end] << END_BITS) | end;
        }
        double most = SAFETY * least / (2 * (size + 2) * roundingError) - largest;
        values[slot * STRIDE + 1] = Float.floatToRawIntBits((float) Math.max(-1, most));
    }

    /** Finds the pieces and by how much each leads, without regard to rounding; whether none is unknown. */
    private boolean run(byte[] utf8, int from, int to, int size) {
        Arrays.fill(best, 0, size + 1, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        int start = 0;
        while (start < size) {
            int character = Viterbi.length(utf8[from + start]);
            double here = best[start];
            boolean alone = false;
            int base = root;
            for (int i = from + start; i < to; i++) {
                int label = utf8[i] & 0xFF;
                int at = base ^ label;
                int found = units[at];
                if (!DoubleArray.leads(found, label)) {
                    break;
                }
                base = DoubleArray.next(at, found);
                if (DoubleArray.ends(found)) {
                    int end = i + 1 - from;
                    offer(start, end, DoubleArray.value(units[base]), here);
                    alone |= end - start == character;
                }
            }
            if (!alone) {
                return false;
            }
            start += character;
        }
        return true;
    }

    private void offer(int start, int end, int id, double here) {
        double sum = here + scores[id];
        double above = sum - best[end];
        if (above > 0) {
            best[end] = sum;
            lead[end] = above; // infinite for the first one
            ids[end] = id;
            starts[end] = start;
        } else {
            lead[end] = Math.min(lead[end], -above);
        }
    }

    private static long low(byte[] utf8, int from, int length) {
        long bytes = (long) LONGS.get(utf8, from);
        return length >= Long.BYTES ? bytes : bytes & mask(length);
    }

    private static long high(byte[] utf8, int from, int length) {
        long size = (long) length << 56;
        return length <= Long.BYTES
                ? size
                : size | ((long) LONGS.get(utf8, from + Long.BYTES) & mask(length - Long.BYTES));
    }

    private static long mask(int bytes) {
        return (1L << (bytes * Byte.SIZE)) - 1;
    }

    private static int slot(long low, long high) {
        long mixed = (low ^ (high * 0xC2B2AE3D27D4EB4FL)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - SLOT_BITS));
    }
}
