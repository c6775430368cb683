package dev.millrace.pipeline.quality;

import java.util.Arrays;

/** Counts of 64-bit hashes by open addressing, with where each came first. */
final class NgramCounts {
    private long[] hashes = new long[0];
    private int[] counts = new int[0];
    private int[] firsts = new int[0];
    private int mask;
    private int topCount;
    private int topFirst;

    void reset(int capacity) {
        int size = Integer.highestOneBit(Math.max(capacity, 8)) * 4;
        if (hashes.length < size) {
            hashes = new long[size];
            counts = new int[size];
            firsts = new int[size];
        } else {
            Arrays.fill(counts, 0, size, 0);
        }
        mask = size - 1;
        topCount = 0;
        topFirst = 0;
    }

    /** Counts a hash at a place; places come in rising order. */
    void add(long hash, int place) {
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (counts[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        if (counts[slot]++ == 0) {
            hashes[slot] = hash;
            firsts[slot] = place;
        }
        if (counts[slot] > topCount || (counts[slot] == topCount && firsts[slot] < topFirst)) {
            topCount = counts[slot];
            topFirst = firsts[slot];
        }
    }

    /** The largest count. */
    int topCount() {
        return topCount;
    }

    /** First place of the hash of the largest count; among equals the smallest. */
    int topFirst() {
        return topFirst;
    }
}
