package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.trie.DoubleArray;
import java.util.Arrays;

/**
 * The likeliest pieces of one word: for every place the best way to get there, best(e) = max over pieces from s to e of
 * best(s) + score, from left to right. Time linear in the word, for pieces of bounded length. Not thread-safe.
 */
final class Viterbi {
    private static final int KEPT = 1 << 16;

    private final int[] units;
    private final int root;
    private final double[] scores;
    private final double unknownScore;
    private final int unknownId;
    private final boolean single;

    // best scores of the places ahead, in a ring; what lies behind is not asked for again
    private final double[] best;
    private final int mask;
    // of the best piece that ends at a place; once the way is known, of the piece that begins there
    private int[] ids = new int[1 << 8];
    private short[] lengths = new short[1 << 8];
    private double total;

    Viterbi(UnigramModel model) {
        units = model.trie().units();
        root = model.trie().root();
        scores = model.scores();
        unknownScore = model.unknownScore();
        unknownId = model.unknownId();
        single = model.convention() == Convention.SENTENCEPIECE;
        best = new double[Integer.highestOneBit(Math.max(model.longest(), 4)) << 1];
        mask = best.length - 1;
    }

    /**
     * Finds the way; {@link #id} and {@link #length} then tell it from the word's first byte on.
     *
     * @param before sum of the scores of what comes before the word
     */
    void run(byte[] utf8, int from, int to, double before) {
        int size = to - from;
        reserve(size);
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = before;
        int start = 0;
        while (start < size) {
            double here = best[start & mask];
            best[start & mask] = Double.NEGATIVE_INFINITY;
            int character = Math.min(length(utf8[from + start]), size - start);
            if (!extend(utf8, from + start, to, start, here, character)) {
                double sum = single ? (float) (unknownScore + here) : unknownScore + here;
                int end = start + character;
                if (sum > best[end & mask]) {
                    best[end & mask] = sum;
                    ids[end] = unknownId;
                    lengths[end] = (short) character;
                }
            }
            start += character;
        }
        total = best[size & mask];
        turn(size);
    }

    /** Tries all pieces that begin at a place; whether one of them is its character alone. */
    private boolean extend(byte[] utf8, int from, int to, int start, double here, int character) {
        int[] unit = units;
        int base = root;
        boolean alone = false;
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            int at = base ^ label;
            int found = unit[at];
            if (!DoubleArray.leads(found, label)) {
                break;
            }
            base = DoubleArray.next(at, found);
            if (DoubleArray.ends(found)) {
                int id = DoubleArray.value(unit[base]);
                int length = i + 1 - from;
                int end = start + length;
                double sum = scores[id] + here;
                if (sum > best[end & mask]) {
                    best[end & mask] = single ? (float) sum : sum;
                    ids[end] = id;
                    lengths[end] = (short) length;
                }
                alone |= length == character;
            }
        }
        return alone;
    }

    private void turn(int size) {
        int end = size;
        int length = lengths[end];
        int id = ids[end];
        while (end > 0) {
            int start = end - length;
            int lengthBefore = lengths[start];
            int idBefore = ids[start];
            lengths[start] = (short) length;
            ids[start] = id;
            end = start;
            length = lengthBefore;
            id = idBefore;
        }
    }

    /** Id of the piece of the way that begins at this place. */
    int id(int start) {
        return ids[start];
    }

    /** Bytes of the piece of the way that begins at this place. */
    int length(int start) {
        return lengths[start];
    }

    /** Sum of the scores up to the word's end. */
    double total() {
        return total;
    }

    static int length(byte lead) {
        return lead >= 0 ? 1 : lead < (byte) 0xE0 ? 2 : lead < (byte) 0xF0 ? 3 : 4;
    }

    private void reserve(int size) {
        boolean spare = ids.length > KEPT && size < KEPT;
        if (size + 1 > ids.length || spare) {
            ids = new int[Math.max(size + 1, 1 << 8)];
            lengths = new short[ids.length];
        }
    }
}
