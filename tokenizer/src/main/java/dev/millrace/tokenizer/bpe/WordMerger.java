package dev.millrace.tokenizer.bpe;

/**
 * Joins the ids of one word, in place, by the merge of lowest rank, the leftmost of those first, until none applies.
 * Not thread-safe.
 */
final class WordMerger {
    // up to here a linear scan is quicker than a heap
    private static final int SHORT = 64;

    private final PairRanks ranks;
    private final int[] merged;
    private final int[] shortRanks = new int[SHORT];

    WordMerger(PairRanks ranks, int[] merged) {
        this.ranks = ranks;
        this.merged = merged;
    }

    /** @return number of ids left, from {@code from} on */
    int merge(int[] ids, int from, int count) {
        return merge(ids, from, count, 1);
    }

    /**
     * As {@link #merge(int[], int, int)}, but stops when so few ids are left.
     *
     * @param least above 0
     */
    int merge(int[] ids, int from, int count, int least) {
        return count <= SHORT
                ? mergeShort(ids, from, count, least)
                : LongWord.merge(ids, from, count, least, ranks, merged);
    }

    private int mergeShort(int[] ids, int from, int count, int least) {
        int[] pairRanks = shortRanks;
        for (int i = 0; i < count - 1; i++) {
            pairRanks[i] = ranks.rank(ids[from + i], ids[from + i + 1]);
        }
        int left = count;
        while (left > least) {
            int best = lowest(pairRanks, left - 1);
            int rank = pairRanks[best];
            if (rank == PairRanks.NONE) {
                break;
            }
            int at = from + best;
            ids[at] = merged[rank];
            System.arraycopy(ids, at + 2, ids, at + 1, left - best - 2);
            System.arraycopy(pairRanks, best + 1, pairRanks, best, left - best - 2);
            left--;
            if (best < left - 1) {
                pairRanks[best] = ranks.rank(ids[at], ids[at + 1]);
            }
            if (best > 0) {
                pairRanks[best - 1] = ranks.rank(ids[at - 1], ids[at]);
            }
        }
        return left;
    }

    private static int lowest(int[] pairRanks, int pairs) {
        int best = 0;
        for (int i = 1; i < pairs; i++) {
            if (pairRanks[i] < pairRanks[best]) {
                best = i;
            }
        }
        return best;
    }
}
