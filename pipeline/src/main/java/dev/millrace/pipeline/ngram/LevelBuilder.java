package dev.millrace.pipeline.ngram;

import java.util.Arrays;
import java.util.OptionalInt;

/** Collects the n-grams of an order above the first, in any sequence, each by its parent in the level before. */
final class LevelBuilder {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int DIGIT = 16;
    private static final int DIGITS = 1 << DIGIT;

    /** Parent and word in one, so that the order of the trie is the order of these numbers. */
    private long[] keys = new long[FIRST_CAPACITY];

    private float[] probabilities = new float[FIRST_CAPACITY];
    private float[] backoffs = new float[FIRST_CAPACITY];
    private int size;
    private boolean sorted = true;

    void add(int parent, int word, float log10, float backoff) {
        long key = (long) parent << Integer.SIZE | word;
        if (size == keys.length) {
            int capacity = size + (size >> 1);
            keys = Arrays.copyOf(keys, capacity);
            probabilities = Arrays.copyOf(probabilities, capacity);
            backoffs = Arrays.copyOf(backoffs, capacity);
        }
        sorted &= size == 0 || keys[size - 1] < key;
        keys[size] = key;
        probabilities[size] = log10;
        backoffs[size] = backoff;
        size++;
    }

    /** Sorts, and gives an n-gram's word that is there twice under one parent. */
    OptionalInt sort() {
        if (!sorted) {
            long[] from = Arrays.copyOf(keys, size);
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            radixSort(from, order);
            keys = from;
            probabilities = permuted(probabilities, order);
            backoffs = permuted(backoffs, order);
            sorted = true;
        }
        for (int i = 1; i < size; i++) {
            if (keys[i] == keys[i - 1]) {
                return OptionalInt.of((int) keys[i]);
            }
        }
        return OptionalInt.empty();
    }

    private static float[] permuted(float[] values, int[] order) {
        float[] permuted = new float[order.length];
        Arrays.setAll(order, i -> {
            permuted[i] = values[order[i]];
            return order[i];
        });
        return permuted;
    }

    private static void radixSort(long[] keys, int[] order) {
        long[] otherKeys = new long[keys.length];
        int[] otherOrder = new int[keys.length];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            int[] starts = new int[DIGITS + 1];
            for (long key : keys) {
                starts[(int) (key >>> shift) & DIGITS - 1]++;
            }
            int sum = 0;
            for (int digit = 0; digit <= DIGITS; digit++) {
                int count = starts[digit];
                starts[digit] = sum;
                sum += count;
            }
            for (int i = 0; i < keys.length; i++) {
                int to = starts[(int) (keys[i] >>> shift) & DIGITS - 1]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            System.arraycopy(otherKeys, 0, keys, 0, keys.length);
            System.arraycopy(otherOrder, 0, order, 0, order.length);
        }
    }

    int size() {
        return size;
    }

    int[] words() {
        int[] words = new int[size];
        Arrays.setAll(words, i -> (int) keys[i]);
        return words;
    }

    float[] probabilities() {
        return Arrays.copyOf(probabilities, size);
    }

    float[] backoffs() {
        return Arrays.copyOf(backoffs, size);
    }

    /** Where each parent's children begin, and where the last one's end. */
    int[] children(int parents) {
        int[] children = new int[parents + 1];
        for (int i = 0; i < size; i++) {
            children[(int) (keys[i] >>> Integer.SIZE) + 1]++;
        }
        for (int i = 0; i < parents; i++) {
            children[i + 1] += children[i];
        }
        return children;
    }
}
