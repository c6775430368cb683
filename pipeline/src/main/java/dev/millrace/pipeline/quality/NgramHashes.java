package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import net.openhft.hashing.LongHashFunction;

/**
 * N-grams of a text's words by 64-bit hashes: over words (joined by a space), and over characters (words joined by
 * nothing). What occurs once can't repeat, and is told apart cheaply before anything is counted.
 */
final class NgramHashes {
    private static final LongHashFunction HASH = LongHashFunction.xx3();
    private static final long MIX = 0x9e3779b97f4a7c15L;

    /** Equal n-grams of so many characters or more begin with the same characters, so many of them. */
    private static final int WINDOW = 16;

    private final LongSet seen = new LongSet();
    private final NgramCounts counts = new NgramCounts();
    private final TwiceSeen repeating = new TwiceSeen();
    private int size;
    private char[] joined = new char[1];
    private long[] wordHashes = new long[1];
    private long[] hashes = new long[1];
    private boolean[] repeats = new boolean[1];
    private int[] units = new int[1];
    private int[] lengths = new int[1];
    private boolean windowed;

    void read(MeasuredText text) {
        Spans words = text.words();
        size = words.size();
        windowed = false;
        if (units.length <= size || HashTables.tooLarge(units.length, size)) {
            int capacity = size + size / 4 + 1;
            wordHashes = new long[capacity];
            hashes = new long[capacity];
            repeats = new boolean[capacity];
            units = new int[capacity];
            lengths = new int[capacity];
        }
        char[] chars = text.chars();
        if (joined.length < chars.length || HashTables.tooLarge(joined.length, chars.length)) {
            joined = new char[chars.length];
        }
        for (int i = 0; i < size; i++) {
            int length = words.length(i);
            System.arraycopy(chars, words.start(i), joined, units[i], length);
            wordHashes[i] = HASH.hashChars(joined, units[i], length);
            units[i + 1] = units[i] + length;
            lengths[i + 1] = lengths[i] + text.wordLength(i);
        }
    }

    /**
     * Characters of the commonest n-gram, its words joined by a space, times its count; among equals that which comes
     * first. Zero when there are fewer than n words.
     */
    long topCharacters(int n) {
        return countAll(n) == 0 ? 0 : (lengthOf(counts.topFirst(), n) + n - 1L) * topCount();
    }

    /** As {@link #topCharacters}, the words' characters alone. */
    long topWordCharacters(int n) {
        return countAll(n) == 0 ? 0 : (long) lengthOf(counts.topFirst(), n) * topCount();
    }

    private int lengthOf(int first, int n) {
        return lengths[first + n] - lengths[first];
    }

    /** Characters of the longest of the commonest n-grams, its words alone, times its count; zero when none repeats. */
    long longestTopCharacters(int n) {
        int count = countAll(n);
        if (count == 0 || counts.topCount() <= 1) {
            return 0;
        }
        int longest = 0;
        for (int i = 0; i < count; i++) {
            int length = lengthOf(i, n);
            if (length > longest && occurrences(i) == counts.topCount()) {
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
            if (occurrences(i) > 1) {
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
            repeated += occurrences(i) > 1 ? length : 0;
        }
        return all == 0 ? 0 : (double) repeated / all;
    }

    /** Characters of all words. */
    long wordCharacters() {
        return lengths[size];
    }

    /** The largest count; 1 where nothing was counted, as nothing repeats. */
    private int topCount() {
        return Math.max(counts.topCount(), 1);
    }

    /** Counts the n-grams that may repeat; how many there are of all. */
    private int countAll(int n) {
        int count = Math.max(size - n + 1, 0);
        repeating.reset(count);
        for (int i = 0; i < count; i++) {
            long hash = wordHashes[i];
            for (int k = 1; k < n; k++) {
                hash = (Long.rotateLeft(hash, 29) ^ wordHashes[i + k]) * MIX;
            }
            hashes[i] = hash;
            repeating.add(hash);
        }
        int candidates = 0;
        for (int i = 0; i < count; i++) {
            candidates += repeating.maybe(hashes[i]) ? 1 : 0;
        }
        counts.reset(candidates);
        for (int i = 0; i < count; i++) {
            if (repeating.maybe(hashes[i])) {
                counts.add(hashes[i], i);
            }
        }
        if (counts.topCount() == 1) {
            // all are equally common, and the first of all comes first
            counts.reset(0);
        }
        return count;
    }

    private int occurrences(int i) {
        return counts.topCount() > 1 && repeating.maybe(hashes[i]) ? counts.count(hashes[i]) : 1;
    }

    /**
     * Characters of n-grams that came before, their words joined by nothing. After one of them the search goes on
     * behind its last word.
     */
    long repeatedCharacters(int n) {
        findWindows();
        int candidates = 0;
        for (int i = 0; i + n <= size; i++) {
            candidates += mayRepeat(i, n) ? 1 : 0;
        }
        seen.reset(candidates);
        long repeated = 0;
        int i = 0;
        while (i + n <= size) {
            if (mayRepeat(i, n) && !seen.add(HASH.hashChars(joined, units[i], units[i + n] - units[i]))) {
                repeated += lengths[i + n] - lengths[i];
                i += n;
            } else {
                i++;
            }
        }
        return repeated;
    }

    private boolean mayRepeat(int i, int n) {
        return repeats[i] || units[i + n] - units[i] < WINDOW;
    }

    /** Tells for each word whether the characters from there on may begin elsewhere too. */
    private void findWindows() {
        if (windowed) {
            return;
        }
        windowed = true;
        int end = units[size];
        repeating.reset(size);
        for (int i = 0; i < size; i++) {
            hashes[i] = HASH.hashChars(joined, units[i], Math.min(WINDOW, end - units[i]));
            repeating.add(hashes[i]);
        }
        for (int i = 0; i < size; i++) {
            repeats[i] = repeating.maybe(hashes[i]);
        }
    }
}
