package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/**
 * One long word during its merges: a linked list of ids and a heap of the pairs that could be joined, so that n ids
 * take O(n log n).
 */
final class LongWord {
    private static final int GONE = -1;

    private final int[] ids;
    private final int[] next;
    private final int[] previous;
    private final PairRanks ranks;
    private final PairHeap heap;

    private LongWord(int[] ids, PairRanks ranks) {
        this.ids = ids;
        this.ranks = ranks;
        next = new int[ids.length];
        previous = new int[ids.length];
        heap = new PairHeap(ids.length);
        for (int at = 0; at < ids.length; at++) {
            next[at] = at + 1;
            previous[at] = at - 1;
            heap.appendUnordered(rankAt(at), at);
        }
        heap.order();
    }

    static int merge(int[] ids, int from, int count, int least, PairRanks ranks, int[] merged) {
        LongWord word = new LongWord(Arrays.copyOfRange(ids, from, from + count), ranks);
        word.run(merged, least);
        int to = from;
        for (int at = 0; at < count; at = word.next[at]) {
            ids[to++] = word.ids[at];
        }
        return to - from;
    }

    private void run(int[] merged, int least) {
        int left = ids.length;
        while (left > least && !heap.isEmpty()) {
            int rank = heap.rank();
            int at = heap.place();
            heap.remove();
            // an entry may be older than the pair that is now at its place
            if (ids[at] == GONE || rankAt(at) != rank) {
                continue;
            }
            left--;
            ids[at] = merged[rank];
            int joined = next[at];
            ids[joined] = GONE;
            next[at] = next[joined];
            if (next[at] < ids.length) {
                previous[next[at]] = at;
            }
            heap.add(rankAt(at), at);
            if (previous[at] >= 0) {
                heap.add(rankAt(previous[at]), previous[at]);
            }
        }
    }

    private int rankAt(int at) {
        // while the list is being built, next is set just before
        int follower = next[at];
        return follower < ids.length ? ranks.rank(ids[at], ids[follower]) : PairRanks.NONE;
    }
}
