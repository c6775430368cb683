package dev.millrace.pipeline.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fixed table from texts to the lengths of their pieces, looked up by a range of characters. */
final class SpecialCases {
    private static final int HASH_FACTOR = 31;

    private final char[][] keys;
    private final int[][] lengths;
    private final int longest;

    SpecialCases(Map<String, List<String>> cases) {
        int capacity = Integer.highestOneBit(cases.size() * 4);
        keys = new char[capacity][];
        lengths = new int[capacity][];
        longest = cases.keySet().stream().mapToInt(String::length).max().orElse(0);
        cases.forEach((text, pieces) -> {
            char[] key = text.toCharArray();
            int slot = hash(key, 0, key.length) & (capacity - 1);
            while (keys[slot] != null) {
                slot = (slot + 1) & (capacity - 1);
            }
            keys[slot] = key;
            lengths[slot] = pieces.stream().mapToInt(String::length).toArray();
        });
    }

    /** Length of the longest text in the table. */
    int longest() {
        return longest;
    }

    /** Lengths of the pieces of {@code text[from, to)}; empty when it is no special case. */
    Optional<int[]> pieces(char[] text, int from, int to) {
        int slot = slot(text, from, to);
        return slot < 0 ? Optional.empty() : Optional.of(lengths[slot]);
    }

    boolean contains(char[] text, int from, int to) {
        return slot(text, from, to) >= 0;
    }

    private int slot(char[] text, int from, int to) {
        if (from >= to || to - from > longest) {
            return -1;
        }
        int slot = hash(text, from, to) & (keys.length - 1);
        while (keys[slot] != null) {
            if (equal(keys[slot], text, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    private static boolean equal(char[] key, char[] text, int from, int to) {
        if (key.length != to - from) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * HASH_FACTOR + text[i];
        }
        return hash ^ (hash >>> 15);
    }
}
