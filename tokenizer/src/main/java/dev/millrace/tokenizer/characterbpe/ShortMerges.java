package dev.millrace.tokenizer.characterbpe;

/** Joins the symbols of a short word: the merge of lowest rank first, of those the leftmost. */
final class ShortMerges {
    /** Up to here a linear scan is quicker than a queue. */
    static final int LONGEST = 48;

    private final MergeTable merges;
    private final int[] ranks = new int[LONGEST];

    ShortMerges(MergeTable merges) {
        this.merges = merges;
    }

    void merge(Symbols word) {
        int[] ids = word.ids;
        int[] ends = word.ends;
        int pairs = word.size - 1;
        for (int i = 0; i < pairs; i++) {
            ranks[i] = merges.rank(ids[i], ids[i + 1]);
        }
        while (pairs > 0) {
            int best = 0;
            for (int i = 1; i < pairs; i++) {
                if (ranks[i] < ranks[best]) {
                    best = i;
                }
            }
            if (ranks[best] == MergeTable.NONE) {
                break;
            }
            ids[best] = merges.merged(ranks[best]);
            int moved = pairs - best - 1;
            System.arraycopy(ids, best + 2, ids, best + 1, moved);
            System.arraycopy(ends, best + 1, ends, best, moved + 1);
            System.arraycopy(ranks, best + 1, ranks, best, moved);
            pairs--;
            if (best < pairs) {
                ranks[best] = merges.rank(ids[best], ids[best + 1]);
            }
            if (best > 0) {
                ranks[best - 1] = merges.rank(ids[best - 1], ids[best]);
            }
        }
        word.size = pairs + 1;
    }
}
