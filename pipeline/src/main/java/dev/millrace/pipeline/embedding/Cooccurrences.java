package dev.millrace.pipeline.embedding;

import java.util.Arrays;

/** How often words stand near words: 16 bytes a pair. */
public final class Cooccurrences {
    private int[] words = new int[1 << 10];
    private int[] contexts = new int[1 << 10];
    private double[] counts = new double[1 << 10];
    private int size;

    /** @param count above 0 */
    public void add(int word, int context, double count) {
        if (!(count > 0)) {
            throw new IllegalArgumentException("Invalid count: " + count + " (must be > 0)");
        }
        if (size == words.length) {
            int capacity = size + (size >> 1);
            words = Arrays.copyOf(words, capacity);
            contexts = Arrays.copyOf(contexts, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        words[size] = word;
        contexts[size] = context;
        counts[size] = count;
        size++;
    }

    public int size() {
        return size;
    }

    public int word(int pair) {
        return words[pair];
    }

    public int context(int pair) {
        return contexts[pair];
    }

    public double count(int pair) {
        return counts[pair];
    }
}
