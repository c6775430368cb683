package dev.millrace.tokenizer.regex;

import java.util.Arrays;

/** Bits for pairs of a place in the text and a split, in pages that are made as they are needed. */
final class VisitedStates {
    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;

    private long[][] pages = {};
    private final int splits;
    private int dirtyFrom;
    private int dirtyTo;

    VisitedStates(int splits) {
        this.splits = Math.max(1, splits);
    }

    /** Forgets all, and makes room for places from 0 to {@code length}. */
    void reset(int length) {
        for (int page = dirtyFrom; page < dirtyTo; page++) {
            if (pages[page] != null) {
                Arrays.fill(pages[page], 0);
            }
        }
        dirtyFrom = Integer.MAX_VALUE;
        dirtyTo = 0;
        int needed = Math.toIntExact((((length + 1L) * splits) >>> (PAGE_BITS + 6)) + 1);
        if (needed > pages.length || pages.length > 4 * needed + 64) {
            pages = new long[needed][];
        }
    }

    /** Marks the state. @return whether it is new */
    boolean visit(int place, int split) {
        long bit = (long) place * splits + split;
        int page = (int) (bit >>> (PAGE_BITS + 6));
        long[] words = pages[page];
        if (words == null) {
            words = new long[PAGE];
            pages[page] = words;
        }
        dirtyFrom = Math.min(dirtyFrom, page);
        dirtyTo = Math.max(dirtyTo, page + 1);
        int word = (int) (bit >>> 6) & (PAGE - 1);
        long mask = 1L << bit;
        if ((words[word] & mask) != 0) {
            return false;
        }
        words[word] |= mask;
        return true;
    }

    /** Forgets a state. */
    void leave(int place, int split) {
        long bit = (long) place * splits + split;
        long[] words = pages[(int) (bit >>> (PAGE_BITS + 6))];
        if (words != null) {
            words[(int) (bit >>> 6) & (PAGE - 1)] &= ~(1L << bit);
        }
    }

    /** Forgets the states of one place. */
    void leaveAll(int place) {
        for (int split = 0; split < splits; split++) {
            leave(place, split);
        }
    }
}
