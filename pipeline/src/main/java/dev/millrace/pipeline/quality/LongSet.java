package dev.millrace.pipeline.quality;

import java.util.Arrays;

/** A set of 64-bit hashes by open addressing. */
final class LongSet {
    private static final long STAND_IN_FOR_ZERO = 0x9e3779b97f4a7c15L;

    private long[] slots = new long[1024];
    private int mask;

    /** Empties the set and makes room. */
    void reset(int capacity) {
        int size = HashTables.slots(capacity);
        if (slots.length < size || HashTables.tooLarge(slots.length, size)) {
            slots = new long[size];
        } else {
            Arrays.fill(slots, 0, size, 0);
        }
        mask = size - 1;
    }

    /** Whether the hash was new. */
    boolean add(long hash) {
        long value = hash == 0 ? STAND_IN_FOR_ZERO : hash;
        int slot = (int) (value ^ (value >>> 32)) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
        return true;
    }
}
