package dev.millrace.tokenizer.bpe;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the longest token that a text begins with: a trie over bytes in a double array, in which the child of the node
 * with base b for byte c stands at b + c.
 *
 * @see <a href="https://doi.org/10.1109/32.31365">Aoe: An efficient digital search algorithm by using a double-array
 *     structure</a>
 */
final class LongestMatch {
    private static final int FANOUT = 256;
    private static final int LEAF = 0; // base whose cells belong to nobody
    private static final int FREE = -1;
    private static final int WINDOW = 256;

    // by cell: the base of the parent that owns it, or FREE; the base of its own children; the token that ends there
    private int[] owners = new int[1 << 16];
    private int[] bases = new int[1 << 16];
    private int[] tokens = new int[1 << 16];
    private final int[] prefixes;
    private final int[] lengths;

    /** @param forest whose first 256 tokens are the bytes */
    LongestMatch(MergeForest forest) {
        prefixes = new int[forest.size()];
        lengths = new int[forest.size()];
        Arrays.fill(owners, FREE);
        Integer[] sorted = new Integer[forest.size()];
        for (int token = 0; token < sorted.length; token++) {
            sorted[token] = token;
            lengths[token] = forest.bytes(token).length;
        }
        Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(forest.bytes(a), forest.bytes(b)));
        byte[][] texts = new byte[sorted.length][];
        int[] numbers = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            numbers[i] = sorted[i];
            texts[i] = forest.bytes(numbers[i]);
        }
        new Builder(texts, numbers).build();
    }

    /** Number of bytes of a token. */
    int length(int token) {
        return lengths[token];
    }

    /** The longest token that the token begins with, other than itself; {@link MergeForest#NONE} for a byte. */
    int prefix(int token) {
        return prefixes[token];
    }

    /**
     * The longest token from {@code from} on.
     *
     * @param to above {@code from}
     */
    int at(byte[] utf8, int from, int to) {
        int longest = utf8[from] & 0xFF;
        int base = bases[FANOUT + longest];
        for (int at = from + 1; at < to; at++) {
            int cell = base + (utf8[at] & 0xFF);
            if (owners[cell] != base) {
                break;
            }
            int token = tokens[cell];
            longest = token >= 0 ? token : longest;
            base = bases[cell];
        }
        return longest;
    }

    /** Places the nodes, from the sorted texts; the root's children stand from {@link #FANOUT} on. */
    private final class Builder {
        private final byte[][] texts;
        private final int[] numbers;
        private final BitSet usedBases = new BitSet();
        private final int[] stack; // from, to, depth, cell, longest token so far
        private int top;
        private int firstFree = 2 * FANOUT;
        private int lastUsed = 2 * FANOUT;

        Builder(byte[][] texts, int[] numbers) {
            this.texts = texts;
            this.numbers = numbers;
            stack = new int[5 * (texts.length + FANOUT)];
        }

        void build() {
            Arrays.fill(owners, FANOUT, 2 * FANOUT, FANOUT);
            Arrays.fill(tokens, FANOUT, 2 * FANOUT, MergeForest.NONE);
            children(0, texts.length, 0, FANOUT, MergeForest.NONE);
            while (top > 0) {
                top -= 5;
                place(stack[top], stack[top + 1], stack[top + 2], stack[top + 3], stack[top + 4]);
            }
            int cells = lastUsed + FANOUT;
            owners = Arrays.copyOf(owners, cells);
            bases = Arrays.copyOf(bases, cells);
            tokens = Arrays.copyOf(tokens, cells);
        }

        /** A node's text is the first {@code depth} bytes of the texts from {@code from} to {@code to}. */
        private void place(int from, int to, int depth, int cell, int longestAbove) {
            int first = from;
            int longest = longestAbove;
            if (texts[from].length == depth) {
                int token = numbers[from];
                tokens[cell] = token;
                prefixes[token] = longest;
                longest = token;
                first++;
            }
            if (first < to) {
                int base = base(first, to, depth); // may put other arrays in place
                bases[cell] = base;
                children(first, to, depth, base, longest);
            } else {
                bases[cell] = LEAF;
            }
        }

        private void children(int from, int to, int depth, int base, int longest) {
            int start = from;
            while (start < to) {
                int value = texts[start][depth] & 0xFF;
                int end = start + 1;
                while (end < to && (texts[end][depth] & 0xFF) == value) {
                    end++;
                }
                owners[base + value] = base;
                tokens[base + value] = MergeForest.NONE;
                lastUsed = Math.max(lastUsed, base + value + 1);
                stack[top] = start;
                stack[top + 1] = end;
                stack[top + 2] = depth + 1;
                stack[top + 3] = base + value;
                stack[top + 4] = longest;
                top += 5;
                start = end;
            }
        }

        /** A base at which the cells of all children are free, and which no other node has. */
        private int base(int from, int to, int depth) {
            int lowest = texts[from][depth] & 0xFF;
            while (firstFree < owners.length && owners[firstFree] != FREE) {
                firstFree++;
            }
            // a short look at the first gaps, which are given up bit by bit, so that building takes linear time
            int end = Math.min(firstFree + WINDOW, lastUsed);
            for (int cell = firstFree; cell < end; cell++) {
                int base = cell - lowest;
                if (owners[cell] == FREE && base >= 2 * FANOUT && fits(base, from, to, depth)) {
                    return taken(base);
                }
            }
            firstFree = Math.min(firstFree + WINDOW / 8, lastUsed);
            return taken(lastUsed);
        }

        private boolean fits(int base, int from, int to, int depth) {
            if (base + FANOUT > owners.length || usedBases.get(base)) {
                return false;
            }
            for (int i = from; i < to; i++) {
                if (owners[base + (texts[i][depth] & 0xFF)] != FREE) {
                    return false;
                }
            }
            return true;
        }

        private int taken(int base) {
            usedBases.set(base);
            int needed = base + 2 * FANOUT;
            if (needed > owners.length) {
                int old = owners.length;
                int capacity = Math.max(needed, old + (old >> 1));
                owners = Arrays.copyOf(owners, capacity);
                Arrays.fill(owners, old, capacity, FREE);
                bases = Arrays.copyOf(bases, capacity);
                tokens = Arrays.copyOf(tokens, capacity);
            }
            return base;
        }
    }
}
