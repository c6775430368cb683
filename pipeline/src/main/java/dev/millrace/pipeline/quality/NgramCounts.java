package dev.millrace.pipeline.quality;

import java.util.Arrays;

/** Counts of 64-bit hashes by open addressing, with where each came first. */
final class NgramCounts {
    /** Pairs of a hash, and its count (high half) with its first place (low half). */
    private long[] slots = new long[0];

    private int mask;
    private int topCount;
    private int topFirst;

    void reset(int capacity) {
        int size = HashTables.slots(capacity);
        if (slots.length < size * 2 || HashTables.tooLarge(slots.length / 2, size)) {
            slots = new long[size * 2];
        } else {
            Arrays.fill(slots, 0, size * 2, 0);
        }
        mask = size - 1;
        topCount = 0;
        topFirst = 0;
    }

    /** Counts a hash at a place; places come in rising order. */
    void add(long hash, int place) {
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (slots[2 * slot + 1] != 0 && slots[2 * slot] != hash) {
            slot = (slot + 1) & mask;
        }
        long counted = slots[2 * slot + 1];
        int count = (int) (counted >>> 32) + 1;
        int first = count == 1 ? place : (int) counted;
        slots[2 * slot] = hash;
        slots[2 * slot + 1] = (long) count << 32 | first;
        if (count > topCount || (count == topCount && first < topFirst)) {
            topCount = count;
            topFirst = first;
        }
    }

    /** How often a hash was added. */
    int count(long hash) {
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (slots[2 * slot + 1] != 0 && slots[2 * slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return (int) (slots[2 * slot + 1] >>> 32);
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
