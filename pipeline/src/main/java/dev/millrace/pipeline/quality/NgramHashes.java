package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;

/**
 * Hashes of runs of words in constant time each: polynomial prefix hashes modulo 2^61 - 1, over characters (words
 * joined by nothing) and over words (joined by a space).
 */
final class NgramHashes {
    private static final long PRIME = (1L << 61) - 1;
    private static final long CHAR_BASE = 0x0d4f8c1b3a5e9727L;
    private static final long WORD_BASE = 0x1357ace02468bdf1L;
    private static final int TABLE = 1024;
    private static final long[] POWERS = new long[TABLE];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < TABLE; i++) {
            POWERS[i] = product(POWERS[i - 1], CHAR_BASE);
        }
    }

    private final LongSet seen = new LongSet();
    private final NgramCounts counts = new NgramCounts();
    private int size;
    private long[] joined = new long[1];
    private long[] spaced = new long[1];
    private long[] hashes = new long[1];
    private int[] units = new int[1];
    private int[] lengths = new int[1];

    void read(MeasuredText text) {
        Spans words = text.words();
        size = words.size();
        if (joined.length <= size) {
            int capacity = size + size / 4 + 1;
            joined = new long[capacity];
            spaced = new long[capacity];
            hashes = new long[capacity];
            units = new int[capacity];
            lengths = new int[capacity];
        }
        char[] chars = text.chars();
        for (int i = 0; i < size; i++) {
            long hash = 0;
            for (int at = words.start(i); at < words.end(i); at++) {
                hash = sum(product(hash, CHAR_BASE), chars[at] + 1L);
            }
            joined[i + 1] = sum(product(joined[i], power(words.length(i))), hash);
            spaced[i + 1] = sum(product(spaced[i], WORD_BASE), sum(hash, 1));
            units[i + 1] = units[i] + words.length(i);
            lengths[i + 1] = lengths[i] + text.wordLength(i);
        }
    }

    /**
     * Characters of the commonest n-gram, its words joined by a space, times its count; among equals that which comes
     * first. Zero when there are fewer than n words.
     */
    long topCharacters(int n) {
        return countAll(n) == 0 ? 0 : (lengthOf(counts.topFirst(), n) + n - 1L) * counts.topCount();
    }

    /** As {@link #topCharacters}, the words' characters alone. */
    long topWordCharacters(int n) {
        return countAll(n) == 0 ? 0 : (long) lengthOf(counts.topFirst(), n) * counts.topCount();
    }

    private int lengthOf(int first, int n) {
        return lengths[first + n] - lengths[first];
    }

    /** Characters of the longest of the commonest n-grams, its words alone, times its count; zero when none repeats. */
    long longestTopCharacters(int n) {
        int count = countAll(n);
        if (count == 0 || counts.topCount() == 1) {
            return 0;
        }
        int longest = 0;
        for (int i = 0; i < count; i++) {
            int length = lengthOf(i, n);
            if (length > longest && counts.count(hashes[i]) == counts.topCount()) {
                longest = length;
            }
        }
        return (long) longest * counts.topCount();
    }

    /** Characters of the words that stand in an n-gram that occurs more than once, each word counted once. */
    long coveredCharacters(int n) {
        int count = countAll(n);
        long covered = 0;
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (counts.count(hashes[i]) > 1) {
                from = Math.max(from, i);
                covered += lengths[i + n] - lengths[from];
                from = i + n;
            }
        }
        return covered;
    }

    /** Characters of n-grams that occur more than once, of those of all, words in several counted in each; 0 without. */
    double repeatedShare(int n) {
        int count = countAll(n);
        long repeated = 0;
        long all = 0;
        for (int i = 0; i < count; i++) {
            int length = lengthOf(i, n);
            all += length;
            repeated += counts.count(hashes[i]) > 1 ? length : 0;
        }
        return all == 0 ? 0 : (double) repeated / all;
    }

    /** Characters of all words. */
    long wordCharacters() {
        return lengths[size];
    }

    /** Counts every n-gram; how many there are. */
    private int countAll(int n) {
        int count = Math.max(size - n + 1, 0);
        long power = 1;
        for (int i = 0; i < n; i++) {
            power = product(power, WORD_BASE);
        }
        counts.reset(count);
        for (int i = 0; i < count; i++) {
            hashes[i] = difference(spaced[i + n], product(spaced[i], power));
            counts.add(hashes[i], i);
        }
        return count;
    }

    /**
     * Characters of n-grams that came before, their words joined by nothing. After one of them the search goes on
     * behind its last word.
     */
    long repeatedCharacters(int n) {
        seen.reset(Math.max(size - n + 1, 0));
        long repeated = 0;
        int i = 0;
        while (i + n <= size) {
            long power = power(units[i + n] - units[i]);
            if (seen.add(difference(joined[i + n], product(joined[i], power)))) {
                i++;
            } else {
                repeated += lengths[i + n] - lengths[i];
                i += n;
            }
        }
        return repeated;
    }

    private static long power(int exponent) {
        if (exponent < TABLE) {
            return POWERS[exponent];
        }
        long half = power(exponent / 2);
        long square = product(half, half);
        return exponent % 2 == 0 ? square : product(square, CHAR_BASE);
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static long difference(long a, long b) {
        long difference = a - b;
        return difference < 0 ? difference + PRIME : difference;
    }

    /** 2^61 = 1 mod the prime, so the product's high bits are added to its low 61. */
    private static long product(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long folded = (low & PRIME) + ((high << 3) | (low >>> 61));
        return folded >= PRIME ? folded - PRIME : folded;
    }
}
