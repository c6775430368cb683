package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/**
 * Binary heap of pairs with the count that each had when it was added: the highest count first, then the smaller left
 * id, then the smaller right id.
 */
final class CandidateHeap {
    private final PairTable pairs;
    private long[] counts = new long[1 << 12];
    private int[] candidates = new int[1 << 12];
    private int size;

    CandidateHeap(PairTable pairs) {
        this.pairs = pairs;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The first pair. */
    int pair() {
        return candidates[0];
    }

    /** The first pair's count. */
    long count() {
        return counts[0];
    }

    void add(int pair, long count) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            candidates = Arrays.copyOf(candidates, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(count, pair, parent)) {
                break;
            }
            counts[at] = counts[parent];
            candidates[at] = candidates[parent];
            at = parent;
        }
        counts[at] = count;
        candidates[at] = pair;
    }

    void removeFirst() {
        size--;
        if (size > 0) {
            sink(counts[size], candidates[size]);
        }
    }

    /** Puts another count in place of the first pair's. */
    void replaceFirst(long count) {
        sink(count, candidates[0]);
    }

    private void sink(long count, int pair) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(counts[child + 1], candidates[child + 1], child)) {
                child++;
            }
            if (!isBefore(counts[child], candidates[child], count, pair)) {
                break;
            }
            counts[at] = counts[child];
            candidates[at] = candidates[child];
            at = child;
        }
        counts[at] = count;
        candidates[at] = pair;
    }

    private boolean isBefore(long count, int pair, int other) {
        return isBefore(count, pair, counts[other], candidates[other]);
    }

    private boolean isBefore(long count, int pair, long otherCount, int otherPair) {
        return count != otherCount ? count > otherCount : pairs.key(pair) < pairs.key(otherPair);
    }
}
