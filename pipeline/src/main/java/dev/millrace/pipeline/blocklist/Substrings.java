package dev.millrace.pipeline.blocklist;

import java.util.Arrays;
import java.util.Collection;

/**
 * Finds the entries of a list anywhere in a text, in one pass however many there are (Aho, Corasick 1975). The states
 * are the nodes of a trie in breadth-first order, so that those after one state lie together, sorted by character: 18
 * bytes a node.
 */
public final class Substrings {
    private static final int ROOT = 0;
    private static final int TABLE = 1 << 16;

    /** First state after each; those of state s are children[s] to children[s + 1] - 1. */
    private final int[] children;

    /** The character that leads to each state. */
    private final char[] labels;

    /** The state of the longest suffix that is a state too. */
    private final int[] fallbacks;

    /** Characters of the longest entry that ends at each state; 0 without. */
    private final int[] lengths;

    /** The nearest state by fallbacks, itself not counted, where an entry ends; the root without. */
    private final int[] outputs;

    private final int[] first = new int[TABLE];

    /** @param entries none of them empty */
    public Substrings(Collection<String> entries) {
        String[] words = entries.stream().distinct().sorted().toArray(String[]::new);
        if (words.length > 0 && words[0].isEmpty()) {
            throw new IllegalArgumentException("Invalid entry: \"\" (must not be empty)");
        }
        Trie trie = new Trie(words);
        children = trie.children;
        labels = trie.labels;
        lengths = trie.lengths;
        for (int state = children[ROOT]; state < children[ROOT + 1]; state++) {
            first[labels[state]] = state;
        }
        fallbacks = new int[labels.length];
        outputs = new int[labels.length];
        for (int state = 0; state < labels.length; state++) {
            for (int child = children[state]; child < children[state + 1]; child++) {
                fallbacks[child] = state == ROOT ? ROOT : next(fallbacks[state], labels[child]);
                int fallback = fallbacks[child];
                outputs[child] = lengths[fallback] > 0 ? fallback : outputs[fallback];
            }
        }
    }

    /** What is done at a find; the search ends when it says so. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether to stop */
        boolean found(int from, int to);
    }

    /** Whether any entry is in a text. */
    public boolean in(CharSequence text) {
        return find(text, (from, to) -> true);
    }

    /** Visits every find, by its end; whether a visit stopped the search. */
    public boolean find(CharSequence text, Visitor visitor) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.charAt(i));
            int at = lengths[state] > 0 ? state : outputs[state];
            while (at != ROOT) {
                if (visitor.found(i + 1 - lengths[at], i + 1)) {
                    return true;
                }
                at = outputs[at];
            }
        }
        return false;
    }

    private int next(int from, char c) {
        int state = from;
        while (state != ROOT) {
            int child = Arrays.binarySearch(labels, children[state], children[state + 1], c);
            if (child >= 0) {
                return child;
            }
            state = fallbacks[state];
        }
        return first[c];
    }

    /** The trie of sorted words, built breadth first over ranges of them. */
    private static final class Trie {
        private int[] children = new int[1024];
        private char[] labels = new char[1024];
        private int[] lengths = new int[1024];
        private int[] lows = new int[1024];
        private int[] highs = new int[1024];
        private int size = 1;

        Trie(String[] words) {
            highs[0] = words.length;
            int depth = 0;
            int levelEnd = 1;
            for (int state = 0; state < size; state++) {
                if (state == levelEnd) {
                    depth++;
                    levelEnd = size;
                }
                children[state] = size;
                int low = lows[state];
                int high = highs[state];
                if (low < high && words[low].length() == depth) {
                    lengths[state] = depth;
                    low++;
                }
                while (low < high) {
                    char label = words[low].charAt(depth);
                    int end = endOf(words, low, high, depth, label);
                    add(label, low, end);
                    low = end;
                }
            }
            children = Arrays.copyOf(children, size + 1);
            children[size] = size;
            labels = Arrays.copyOf(labels, size);
            lengths = Arrays.copyOf(lengths, size);
        }

        private static int endOf(String[] words, int low, int high, int depth, char label) {
            int left = low;
            int right = high;
            while (left < right) {
                int middle = (left + right) >>> 1;
                if (words[middle].charAt(depth) > label) {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            return left;
        }

        private void add(char label, int low, int high) {
            if (size + 1 >= labels.length) {
                int capacity = size + size / 2;
                children = Arrays.copyOf(children, capacity);
                labels = Arrays.copyOf(labels, capacity);
                lengths = Arrays.copyOf(lengths, capacity);
                lows = Arrays.copyOf(lows, capacity);
                highs = Arrays.copyOf(highs, capacity);
            }
            labels[size] = label;
            lows[size] = low;
            highs[size] = high;
            size++;
        }
    }
}
