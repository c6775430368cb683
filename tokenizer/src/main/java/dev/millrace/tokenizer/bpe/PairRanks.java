package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/** Rank of a merge by the pair of ids that it joins: open addressing, at most half full. */
final class PairRanks {
    /** Rank of a pair that no merge joins: above all others. */
    static final int NONE = Integer.MAX_VALUE;

    private static final long EMPTY = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] pairs;
    private final int[] ranks;
    private final int mask;

    PairRanks(int merges) {
        int capacity = Integer.highestOneBit(Math.max(8, merges)) << 2;
        pairs = new long[capacity];
        ranks = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(pairs, EMPTY);
    }

    void put(int left, int right, int rank) {
        long pair = pair(left, right);
        int slot = hash(pair) & mask;
        while (pairs[slot] != EMPTY) {
            slot = (slot + 1) & mask;
        }
        pairs[slot] = pair;
        ranks[slot] = rank;
    }

    int rank(int left, int right) {
        long pair = pair(left, right);
        int slot = hash(pair) & mask;
        while (true) {
            long found = pairs[slot];
            if (found == pair) {
                return ranks[slot];
            }
            if (found == EMPTY) {
                return NONE;
            }
            slot = (slot + 1) & mask;
        }
    }

    static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    static int hash(long pair) {
        long mixed = pair * GOLDEN;
        return (int) (mixed >>> 32) ^ (int) (mixed >>> 47);
    }
}
