package dev.millrace.tokenizer.trie;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node of a trie and all below it, where equal ones are the same object. */
final class Subtree {
    private static final int NONE = -1;

    private final byte[] labels;
    private final Subtree[] children;
    private final int[] numbers; // of the children, which tell them apart
    private final int value;
    private int number;
    private int base = NONE;

    private Subtree(byte[] labels, Subtree[] children, int value) {
        this.labels = labels;
        this.children = children;
        this.value = value;
        numbers = new int[children.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = children[i].number;
        }
    }

    /** @param keys distinct, ascending */
    static Subtree of(List<byte[]> keys, int[] values) {
        return new Builder(keys, values).build(0, values.length, 0);
    }

    boolean hasValue() {
        return value != NONE;
    }

    int value() {
        return value;
    }

    int children() {
        return labels.length;
    }

    int label(int child) {
        return labels[child] & 0xFF;
    }

    Subtree child(int child) {
        return children[child];
    }

    /** Fills in the labels of all children, 0 for the value; their number. */
    int labels(int[] out) {
        int count = 0;
        if (hasValue()) {
            out[count++] = 0;
        }
        for (byte label : labels) {
            out[count++] = label & 0xFF;
        }
        return count;
    }

    /** Base of its children; −1 until it is placed. */
    int base() {
        return base;
    }

    void placeAt(int itsBase) {
        base = itsBase;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subtree subtree
                && value == subtree.value
                && Arrays.equals(labels, subtree.labels)
                && Arrays.equals(numbers, subtree.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * value + Arrays.hashCode(labels)) + Arrays.hashCode(numbers);
    }

    private static final class Builder {
        private final List<byte[]> keys;
        private final int[] values;
        private final Map<Subtree, Subtree> known = new HashMap<>();

        Builder(List<byte[]> keys, int[] values) {
            this.keys = keys;
            this.values = values;
        }

        Subtree build(int from, int to, int depth) {
            boolean ends = from < to && keys.get(from).length == depth;
            int first = ends ? from + 1 : from;
            byte[] labels = new byte[countLabels(first, to, depth)];
            Subtree[] children = new Subtree[labels.length];
            int child = first;
            for (int i = 0; i < labels.length; i++) {
                int end = endOfLabel(child, to, depth);
                labels[i] = keys.get(child)[depth];
                children[i] = build(child, end, depth + 1);
                child = end;
            }
            Subtree subtree = new Subtree(labels, children, ends ? values[from] : NONE);
            Subtree same = known.putIfAbsent(subtree, subtree);
            if (same == null) {
                subtree.number = known.size();
                return subtree;
            }
            return same;
        }

        private int countLabels(int from, int to, int depth) {
            int count = 0;
            for (int at = from; at < to; at = endOfLabel(at, to, depth)) {
                count++;
            }
            return count;
        }

        private int endOfLabel(int from, int to, int depth) {
            byte label = keys.get(from)[depth];
            int end = from + 1;
            while (end < to && keys.get(end)[depth] == label) {
                end++;
            }
            return end;
        }
    }
}
