package dev.millrace.tokenizer.characterbpe;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * BPE-dropout: each time that a merge could be applied, it is left out with a probability, until another one has been.
 *
 * @see <a href="https://arxiv.org/abs/1910.13267">Provilkov, Emelianenko, Voita: BPE-Dropout</a>
 */
final class DroppedMerges implements SymbolMerges {
    private static final int END = -1;

    private final MergeTable merges;
    private final double dropout;
    private final SplittableRandom random;

    DroppedMerges(MergeTable merges, double dropout, long seed) {
        this.merges = merges;
        this.dropout = dropout;
        random = new SplittableRandom(seed);
    }

    @Override
    public boolean isFixed() {
        return false;
    }

    @Override
    public void merge(Symbols word) {
        int[] next = new int[word.size];
        int[] previous = new int[word.size];
        PriorityQueue<Long> queue = new PriorityQueue<>();
        PriorityQueue<Long> dropped = new PriorityQueue<>();
        for (int at = 0; at < word.size; at++) {
            next[at] = at + 1 < word.size ? at + 1 : END;
            previous[at] = at - 1;
        }
        for (int at = 0; at < word.size; at++) {
            offer(word, next, at, queue);
        }
        while (!queue.isEmpty()) {
            long entry = queue.poll();
            int rank = (int) (entry >>> Integer.SIZE);
            int at = (int) entry;
            if (word.ids[at] == END || next[at] == END || merges.rank(word.ids[at], word.ids[next[at]]) != rank) {
                continue;
            }
            if (random.nextDouble() < dropout) {
                dropped.add(entry);
                continue;
            }
            queue.addAll(dropped);
            dropped.clear();
            int joined = next[at];
            word.ids[at] = merges.merged(rank);
            word.ids[joined] = END;
            next[at] = next[joined];
            if (next[at] != END) {
                previous[next[at]] = at;
            }
            offer(word, next, at, queue);
            offer(word, next, previous[at], queue);
        }
        int size = 0;
        for (int at = word.size == 0 ? END : 0; at != END; at = next[at]) {
            word.ids[size] = word.ids[at];
            word.ends[size++] = word.ends[(next[at] == END ? word.size : next[at]) - 1];
        }
        word.size = size;
    }

    private void offer(Symbols word, int[] next, int at, PriorityQueue<Long> queue) {
        if (at != END && next[at] != END) {
            int rank = merges.rank(word.ids[at], word.ids[next[at]]);
            if (rank != MergeTable.NONE) {
                queue.add(((long) rank << Integer.SIZE) | at);
            }
        }
    }
}
