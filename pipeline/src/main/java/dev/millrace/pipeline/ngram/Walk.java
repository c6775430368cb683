package dev.millrace.pipeline.ngram;

import java.util.List;

/**
 * Goes through a sequence word by word. One descent of the trie finds both the longest n-gram that ends with a word and
 * the back-off weights that the next word may need.
 */
final class Walk {
    private final List<Level> levels;

    /** The words before, the nearest first. */
    private final int[] before;

    private int length;

    /** Back-off weight of the context of so many words; nought where it is no n-gram. */
    private float[] backoffs;

    private float[] nextBackoffs;

    Walk(NgramModel model) {
        levels = model.levels();
        before = new int[levels.size()];
        backoffs = new float[levels.size() + 1];
        nextBackoffs = new float[levels.size() + 1];
    }

    /** Forgets all words. */
    void reset() {
        length = 0;
    }

    /** Takes a word in as context only. */
    void begin(int word) {
        step(word);
    }

    /** log10 probability of the word after those before. */
    double step(int word) {
        int order = levels.size();
        int context = Math.min(length, order - 1);
        Level level = levels.get(0);
        int node = word;
        int matched = 1;
        double log10 = level.probabilities()[node];
        keep(1, level, node);
        while (matched <= context) {
            Level longer = levels.get(matched);
            node = longer.find(before[matched - 1], level.children()[node], level.children()[node + 1]);
            if (node < 0) {
                break;
            }
            level = longer;
            matched++;
            log10 = level.probabilities()[node];
            keep(matched, level, node);
        }
        for (int i = matched; i <= context; i++) {
            log10 += backoffs[i];
        }
        for (int i = matched + 1; i < order; i++) {
            nextBackoffs[i] = 0;
        }
        swap();
        push(word);
        return log10;
    }

    private void keep(int words, Level level, int node) {
        if (words < levels.size()) {
            nextBackoffs[words] = level.backoffs()[node];
        }
    }

    private void swap() {
        float[] spare = backoffs;
        backoffs = nextBackoffs;
        nextBackoffs = spare;
    }

    private void push(int word) {
        System.arraycopy(before, 0, before, 1, before.length - 1);
        before[0] = word;
        length = Math.min(length + 1, before.length);
    }
}
