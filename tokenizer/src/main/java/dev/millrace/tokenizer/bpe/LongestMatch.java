package dev.millrace.tokenizer.bpe;

import java.util.Optional;

/** Finds the longest token that a text begins with, in a trie over bytes. Immutable. */
final class LongestMatch {
    private final long[] cells;
    private final int[] lengths;
    private final int[] prefixes;
    private final int[] longestRuns = new int[MergeForest.BYTES];

    private LongestMatch(long[] cells, int[] lengths, int[] prefixes) {
        this.cells = cells;
        this.lengths = lengths;
        this.prefixes = prefixes;
        for (int value = 0; value < longestRuns.length; value++) {
            longestRuns[value] = longestRun(cells, value);
        }
    }

    /** Empty for tokens whose trie has more than some two million nodes. */
    static Optional<LongestMatch> of(MergeForest forest) {
        int[] lengths = new int[forest.size()];
        for (int token = 0; token < lengths.length; token++) {
            lengths[token] = forest.bytes(token).length;
        }
        int[] prefixes = new int[forest.size()];
        return new DoubleArray(forest, lengths, prefixes)
                .cells()
                .map(cells -> new LongestMatch(cells, lengths, prefixes));
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
        int base = DoubleArray.base(cells[DoubleArray.ROOT + longest]);
        for (int at = from + 1; at < to; at++) {
            long cell = cells[base + (utf8[at] & 0xFF)];
            if (!DoubleArray.isChild(cell, base)) {
                break;
            }
            int token = DoubleArray.token(cell);
            longest = token == MergeForest.NONE ? longest : token;
            base = DoubleArray.base(cell);
        }
        return longest;
    }

    /** How many of the byte, one after the other, a token begins with at most. */
    int longestRun(byte value) {
        return longestRuns[value & 0xFF];
    }

    private static int longestRun(long[] cells, int value) {
        int length = 0;
        int base = DoubleArray.ROOT;
        while (DoubleArray.isChild(cells[base + value], base)) {
            base = DoubleArray.base(cells[base + value]);
            length++;
        }
        return length;
    }
}
