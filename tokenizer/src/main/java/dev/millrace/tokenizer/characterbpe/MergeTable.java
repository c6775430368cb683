package dev.millrace.tokenizer.characterbpe;

import java.util.Arrays;

/** Rank of a merge by the pair of ids that it joins, and the id that it yields: open addressing. */
final class MergeTable {
    /** Rank of a pair that no merge joins: above all others. */
    static final int NONE = Integer.MAX_VALUE;

    private static final long EMPTY = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] pairs;
    private final int[] ranks;
    private final int[] merged;
    private final int mask;

    /** Where a pair occurs twice, the later merge counts. */
    MergeTable(int[] left, int[] right, int[] merged) {
        this.merged = merged;
        int capacity = Integer.highestOneBit(Math.max(8, left.length)) << 2;
        pairs = new long[capacity];
        ranks = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(pairs, EMPTY);
        for (int rank = 0; rank < left.length; rank++) {
            int slot = slot(left[rank], right[rank]);
            pairs[slot] = pair(left[rank], right[rank]);
            ranks[slot] = rank;
        }
    }

    int size() {
        return merged.length;
    }

    int rank(int left, int right) {
        int slot = slot(left, right);
        return pairs[slot] == EMPTY ? NONE : ranks[slot];
    }

    int merged(int rank) {
        return merged[rank];
    }

    private int slot(int left, int right) {
        long pair = pair(left, right);
        long mixed = pair * GOLDEN;
        int slot = ((int) (mixed >>> 32) ^ (int) (mixed >>> 47)) & mask;
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | right;
    }
}
