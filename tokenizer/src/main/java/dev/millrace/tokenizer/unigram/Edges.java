package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.trie.DoubleArray;
import java.util.Arrays;

/** The pieces that begin at a place of a word, the shortest first; the unknown one where no other is its character. */
final class Edges {
    private final UnigramModel model;
    private final int[] units;
    private int[] ids = new int[16];
    private int[] ends = new int[16];
    private double[] scores = new double[16];
    private int size;

    Edges(UnigramModel model) {
        this.model = model;
        units = model.trie().units();
    }

    /** Finds those that begin at {@code from}. */
    void find(byte[] utf8, int from, int to) {
        size = 0;
        int character = Math.min(Viterbi.length(utf8[from]), to - from);
        boolean alone = false;
        int base = model.trie().root();
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            int unit = units[base ^ label];
            if (!DoubleArray.leads(unit, label)) {
                break;
            }
            base = DoubleArray.next(base ^ label, unit);
            if (DoubleArray.ends(unit)) {
                int id = DoubleArray.value(units[base]);
                add(id, i + 1, model.scores()[id]);
                alone |= i + 1 - from == character;
            }
        }
        if (!alone) {
            add(model.unknownId(), from + character, model.unknownScore());
        }
    }

    private void add(int id, int end, double score) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        ids[size] = id;
        ends[size] = end;
        scores[size++] = score;
    }

    int size() {
        return size;
    }

    int id(int edge) {
        return ids[edge];
    }

    /** Byte after the piece's last. */
    int end(int edge) {
        return ends[edge];
    }

    double score(int edge) {
        return scores[edge];
    }
}
