package dev.millrace.tokenizer.trie;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Places the nodes of a trie so that the children of each lie at its base, combined by XOR with their bytes. */
final class DoubleArrayBuilder {
    static final int LONGEST_KEY = 2048;

    private static final int BLOCK = DoubleArray.BLOCK;

    /** Free units of older blocks are given up, or the search for a place would take ever longer. */
    private static final int OPEN_BLOCKS = 16;

    private static final int NARROW = 1 << 21;
    private static final int NONE = -1;

    private final List<byte[]> keys;
    private final int[] values;
    private final BitSet bases = new BitSet();
    private final int[] labels = new int[BLOCK];
    private int[] units = {};
    private int[] following = {}; // of free units, in a ring; NONE for one that is taken
    private int[] preceding = {};
    private int firstFree = NONE;
    private int size;

    DoubleArrayBuilder(List<byte[]> keys, int[] values) {
        this.keys = keys;
        this.values = values;
        byte[] previous = {};
        for (int i = 0; i < values.length; i++) {
            byte[] key = keys.get(i);
            check(key, values[i]);
            if (Arrays.compareUnsigned(previous, key) >= 0) {
                throw new IllegalArgumentException("Invalid keys: number " + i + " is not above the one before it");
            }
            previous = key;
        }
    }

    private static void check(byte[] key, int value) {
        if (key.length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "Invalid key of " + key.length + " bytes (must be <= " + LONGEST_KEY + ")");
        }
        for (byte b : key) {
            if (b == 0) {
                throw new IllegalArgumentException("Invalid key: it holds the byte 0");
            }
        }
        if (value < 0) {
            throw new IllegalArgumentException("Invalid value: " + value + " (must be >= 0)");
        }
    }

    int[] build() {
        start();
        if (values.length > 0) {
            place(0, 0, values.length, 0);
        }
        return Arrays.copyOf(units, size);
    }

    /** Places equal subtrees once. */
    int[] buildCompact() {
        start();
        if (values.length > 0) {
            place(0, Subtree.of(keys, values));
        }
        return Arrays.copyOf(units, size);
    }

    private void start() {
        addBlock();
        take(0);
        units[0] = 0;
    }

    /** Places the children of the node at {@code at}, which the keys from {@code from} to {@code to} pass. */
    private void place(int at, int from, int to, int depth) {
        int count = labels(from, to, depth);
        int base = findBase(at, count);
        lead(at, base);
        takeChildren(base, count);
        int child = from;
        if (keys.get(from).length == depth) {
            end(at, base, values[from]);
            child++;
        }
        while (child < to) {
            int label = keys.get(child)[depth] & 0xFF;
            int end = child + 1;
            while (end < to && (keys.get(end)[depth] & 0xFF) == label) {
                end++;
            }
            place(base ^ label, child, end, depth + 1);
            child = end;
        }
    }

    private void place(int at, Subtree subtree) {
        if (subtree.base() != NONE && reaches(at ^ subtree.base())) {
            lead(at, subtree.base());
            units[at] |= subtree.hasValue() ? DoubleArray.ENDS : 0;
            return;
        }
        int count = subtree.labels(labels);
        int base = findBase(at, count);
        lead(at, base);
        takeChildren(base, count);
        if (subtree.hasValue()) {
            end(at, base, subtree.value());
        }
        for (int i = 0; i < subtree.children(); i++) {
            place(base ^ subtree.label(i), subtree.child(i));
        }
        subtree.placeAt(base);
    }

    private void lead(int at, int base) {
        bases.set(base);
        int distance = at ^ base;
        units[at] |= distance < NARROW ? distance << 10 : (distance << 2) | DoubleArray.WIDE;
    }

    private void takeChildren(int base, int count) {
        for (int i = 0; i < count; i++) {
            take(base ^ labels[i]);
            units[base ^ labels[i]] = labels[i];
        }
    }

    private void end(int at, int base, int value) {
        units[at] |= DoubleArray.ENDS;
        units[base] = value | DoubleArray.LEAF;
    }

    private static boolean reaches(int distance) {
        return distance < NARROW || (distance & (BLOCK - 1)) == 0;
    }

    private int labels(int from, int to, int depth) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int label = keys.get(i).length == depth ? 0 : keys.get(i)[depth] & 0xFF;
            if (count == 0 || labels[count - 1] != label) {
                labels[count++] = label;
            }
        }
        return count;
    }

    private int findBase(int at, int count) {
        int free = firstFree;
        while (free != NONE) {
            int base = free ^ labels[0];
            if (fits(at, base, count)) {
                return base;
            }
            free = following[free] == firstFree ? NONE : following[free];
        }
        // the same place within a fresh block, so that a far distance can be told too
        int base = size | (at & (BLOCK - 1));
        addBlock();
        return base;
    }

    private boolean fits(int at, int base, int count) {
        int distance = at ^ base;
        if (bases.get(base) || !reaches(distance)) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            if (following[base ^ labels[i]] == NONE) {
                return false;
            }
        }
        return true;
    }

    private void addBlock() {
        int from = size;
        int to = Math.addExact(from, BLOCK);
        size = to;
        if (to > units.length) {
            int capacity = Math.max(to, units.length + (units.length >> 1));
            units = Arrays.copyOf(units, capacity);
            following = Arrays.copyOf(following, capacity);
            preceding = Arrays.copyOf(preceding, capacity);
        }
        Arrays.fill(units, from, to, DoubleArray.LEAF);
        for (int i = from; i < to; i++) {
            if (firstFree == NONE) {
                firstFree = i;
                following[i] = i;
                preceding[i] = i;
            } else {
                int last = preceding[firstFree];
                following[last] = i;
                preceding[i] = last;
                following[i] = firstFree;
                preceding[firstFree] = i;
            }
        }
        int closed = from - OPEN_BLOCKS * BLOCK;
        for (int i = Math.max(closed, 0); i < closed + BLOCK; i++) {
            if (following[i] != NONE) {
                take(i);
            }
        }
    }

    private void take(int unit) {
        int next = following[unit];
        int previous = preceding[unit];
        following[previous] = next;
        preceding[next] = previous;
        if (firstFree == unit) {
            firstFree = next == unit ? NONE : next;
        }
        following[unit] = NONE;
    }
}
