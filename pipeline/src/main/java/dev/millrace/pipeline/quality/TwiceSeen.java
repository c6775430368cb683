package dev.millrace.pipeline.quality;

import java.util.Arrays;

/**
 * Tells which hashes may have been added twice, in two bits for each of sixteen places a hash: for one added twice it
 * always says so, for one in sixteen others too. Fast, as the bits of a text stay in the processor's first cache.
 */
final class TwiceSeen {
    private static final int PLACES = 16;

    private long[] once = new long[64];
    private long[] twice = new long[64];
    private int mask;

    /** Empties it and makes room. */
    void reset(int hashes) {
        int words = HashTables.slots(Math.max(hashes / (Long.SIZE / PLACES), 1)) / 2;
        if (once.length < words || HashTables.tooLarge(once.length, words)) {
            once = new long[words];
            twice = new long[words];
        } else {
            Arrays.fill(once, 0, words, 0);
            Arrays.fill(twice, 0, words, 0);
        }
        mask = words - 1;
    }

    void add(long hash) {
        int word = (int) (hash >>> 32) & mask;
        long bit = 1L << hash;
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }

    boolean maybe(long hash) {
        return (twice[(int) (hash >>> 32) & mask] >>> hash & 1) != 0;
    }
}
