package dev.millrace.tokenizer.sentencepiece;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which two symbols make which piece, and how eagerly. */
final class PieceMerges {
    private long[] pairs = new long[1 << 10]; // 0 is empty
    private int[] merged = new int[1 << 10];
    private int size;
    private final int[] priorities;

    private PieceMerges(int[] priorities) {
        this.priorities = priorities;
    }

    /**
     * @param texts id of every piece that merges may make
     * @param symbols number of every text that may take part
     */
    static PieceMerges of(Map<String, Integer> texts, Map<String, Integer> symbols, List<Piece> pieces) {
        int[] priorities = new int[pieces.size()];
        for (int id = 0; id < priorities.length; id++) {
            priorities[id] = priority(pieces.get(id).score());
        }
        PieceMerges merges = new PieceMerges(priorities);
        texts.forEach((text, id) -> {
            for (int cut = text.offsetByCodePoints(0, 1); cut < text.length(); ) {
                Integer left = symbols.get(text.substring(0, cut));
                Integer right = symbols.get(text.substring(cut));
                if (left != null && right != null) {
                    merges.put(left, right, id);
                }
                cut = text.offsetByCodePoints(cut, 1);
            }
        });
        return merges;
    }

    /** Piece of two symbols; −1 if they make none. */
    int of(int left, int right) {
        if ((left | right) < 0) {
            return BpePieces.NONE;
        }
        long pair = pair(left, right);
        int slot = slot(pair, pairs.length);
        while (pairs[slot] != 0) {
            if (pairs[slot] == pair) {
                return merged[slot];
            }
            slot = (slot + 1) & (pairs.length - 1);
        }
        return BpePieces.NONE;
    }

    /** The smaller, the sooner. */
    int priority(int piece) {
        return priorities[piece];
    }

    private static int priority(float score) {
        // floats order like the ints of their bits, negative ones the other way round
        int bits = Float.floatToIntBits(score + 0f);
        int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ~ascending;
    }

    private void put(int left, int right, int piece) {
        if (2 * ++size > pairs.length) {
            grow();
        }
        insert(pair(left, right), piece);
    }

    private void insert(long pair, int piece) {
        int slot = slot(pair, pairs.length);
        while (pairs[slot] != 0) {
            slot = (slot + 1) & (pairs.length - 1);
        }
        pairs[slot] = pair;
        merged[slot] = piece;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldMerged = merged;
        pairs = new long[2 * oldPairs.length];
        merged = new int[pairs.length];
        for (int slot = 0; slot < oldPairs.length; slot++) {
            if (oldPairs[slot] != 0) {
                insert(oldPairs[slot], oldMerged[slot]);
            }
        }
    }

    private static long pair(int left, int right) {
        return ((long) left + 1) << Integer.SIZE | right;
    }

    private static int slot(long pair, int slots) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        return (int) ((mixed ^ (mixed >>> 29)) >>> 13) & (slots - 1);
    }

    @Override
    public String toString() {
        return size + " merges of " + Arrays.stream(priorities).distinct().count() + " priorities";
    }
}
