package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/** Binary heap of (rank, place), the lowest rank first, the leftmost place first among equals. */
final class PairHeap {
    private long[] entries;
    private int size;

    PairHeap(int capacity) {
        entries = new long[Math.max(16, capacity)];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Rank of the first entry. */
    int rank() {
        return (int) (entries[0] >>> 32);
    }

    /** Place of the first entry. */
    int place() {
        return (int) entries[0];
    }

    /** Adds without regard to order; {@link #order} must follow. Pairs that no merge joins are left out. */
    void appendUnordered(int rank, int place) {
        if (rank == PairRanks.NONE) {
            return;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, (int) Math.min(Integer.MAX_VALUE - 8, size + (long) (size >> 1)));
        }
        entries[size++] = (long) rank << 32 | place;
    }

    void order() {
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at);
        }
    }

    void add(int rank, int place) {
        int at = size;
        appendUnordered(rank, place);
        if (size > at) {
            rise(at);
        }
    }

    void remove() {
        entries[0] = entries[--size];
        sink(0);
    }

    private void rise(int from) {
        int at = from;
        long entry = entries[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (entries[parent] <= entry) {
                break;
            }
            entries[at] = entries[parent];
            at = parent;
        }
        entries[at] = entry;
    }

    private void sink(int from) {
        int at = from;
        long entry = entries[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && entries[child + 1] < entries[child]) {
                child++;
            }
            if (entries[child] >= entry) {
                break;
            }
            entries[at] = entries[child];
            at = child;
        }
        entries[at] = entry;
    }
}
