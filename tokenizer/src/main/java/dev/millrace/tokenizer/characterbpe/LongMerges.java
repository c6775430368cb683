package dev.millrace.tokenizer.characterbpe;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Joins the symbols of a long word: the merge of lowest rank first, of those the leftmost. Places wait in a list for
 * each rank, so that n symbols take little more than n, and n log n at worst.
 */
final class LongMerges {
    private static final int GONE = -1;
    private static final int END = -1;

    private final MergeTable merges;
    private final int[] heads;
    private final PriorityQueue<Integer> waiting = new PriorityQueue<>();
    private final PriorityQueue<Long> lower = new PriorityQueue<>();

    // of the word at hand: the list of symbols, and that of places in each rank's list
    private int[] ids = {};
    private int[] next = {};
    private int[] previous = {};
    private int[] places = new int[64];
    private int[] following = new int[64];
    private int free = END;
    private int used;

    LongMerges(MergeTable merges) {
        this.merges = merges;
        heads = new int[merges.size()];
        Arrays.fill(heads, END);
    }

    void merge(Symbols word) {
        ids = word.ids;
        next = new int[word.size];
        previous = new int[word.size];
        for (int at = 0; at < word.size; at++) {
            next[at] = at + 1 < word.size ? at + 1 : END;
            previous[at] = at - 1;
        }
        // from the right, so that lists begin in order
        for (int at = word.size - 2; at >= 0; at--) {
            add(rankAt(at), at);
        }
        while (!waiting.isEmpty()) {
            run(waiting.poll());
        }
        int size = 0;
        int at = 0;
        while (at != END) {
            int follower = next[at];
            word.ids[size] = ids[at];
            word.ends[size++] = word.ends[(follower == END ? word.size : follower) - 1];
            at = follower;
        }
        word.size = size;
        ids = new int[0];
        next = ids;
        previous = ids;
        used = 0;
        free = END;
        if (places.length > 1 << 16) {
            places = new int[64];
            following = new int[64];
        }
    }

    /** Joins all pairs of one rank, and at once those of lower ranks that appear meanwhile. */
    private void run(int rank) {
        for (int at : take(rank)) {
            if (!joins(rank, at)) {
                continue;
            }
            join(rank, at, rank);
            while (!lower.isEmpty()) {
                long entry = lower.poll();
                int lowerRank = (int) (entry >>> Integer.SIZE);
                if (joins(lowerRank, (int) entry)) {
                    join(lowerRank, (int) entry, rank);
                }
            }
        }
    }

    private boolean joins(int rank, int at) {
        // an entry may be older than the pair that is now at its place
        return ids[at] != GONE && rankAt(at) == rank;
    }

    private void join(int rank, int at, int running) {
        int joined = next[at];
        ids[at] = merges.merged(rank);
        ids[joined] = GONE;
        next[at] = next[joined];
        if (next[at] != END) {
            previous[next[at]] = at;
        }
        offer(at, running);
        offer(previous[at], running);
    }

    private void offer(int at, int running) {
        int rank = at == END ? MergeTable.NONE : rankAt(at);
        if (rank <= running) {
            lower.add(((long) rank << Integer.SIZE) | at);
        } else {
            add(rank, at);
        }
    }

    private int rankAt(int at) {
        return next[at] == END ? MergeTable.NONE : merges.rank(ids[at], ids[next[at]]);
    }

    private void add(int rank, int at) {
        if (rank == MergeTable.NONE) {
            return;
        }
        int entry = free;
        if (entry == END) {
            if (used == places.length) {
                places = Arrays.copyOf(places, 2 * used);
                following = Arrays.copyOf(following, 2 * used);
            }
            entry = used++;
        } else {
            free = following[entry];
        }
        if (heads[rank] == END) {
            waiting.add(rank);
        }
        places[entry] = at;
        following[entry] = heads[rank];
        heads[rank] = entry;
    }

    /** All places of a rank, ascending; none wait any more. */
    private int[] take(int rank) {
        int count = 0;
        for (int entry = heads[rank]; entry != END; entry = following[entry]) {
            count++;
        }
        int[] list = new int[count];
        int entry = heads[rank];
        for (int i = 0; i < count; i++) {
            list[i] = places[entry];
            int after = following[entry];
            following[entry] = free;
            free = entry;
            entry = after;
        }
        heads[rank] = END;
        Arrays.sort(list);
        return list;
    }
}
