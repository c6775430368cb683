package dev.millrace.tokenizer.characterbpe;

import java.util.Arrays;

/**
 * Pairs of characters that stand side by side in some token. Between two that never do, no merge can join what lies
 * left with what lies right, so that a word may be cut there.
 */
final class Joints {
    private static final long EMPTY = -1;

    private long[] pairs = new long[1 << 10];
    private int size;

    Joints(String[] vocabulary) {
        Arrays.fill(pairs, EMPTY);
        for (String token : vocabulary) {
            int previous = -1;
            for (int i = 0; i < token.length(); i += Character.charCount(previous)) {
                int here = token.codePointAt(i);
                if (previous >= 0) {
                    add(((long) previous << Integer.SIZE) | here);
                }
                previous = here;
            }
        }
    }

    boolean has(int left, int right) {
        long pair = ((long) left << Integer.SIZE) | right;
        return pairs[slot(pair)] == pair;
    }

    private void add(long pair) {
        int slot = slot(pair);
        if (pairs[slot] == EMPTY) {
            pairs[slot] = pair;
            if (++size > pairs.length / 4) {
                grow();
            }
        }
    }

    private void grow() {
        long[] old = pairs;
        pairs = new long[2 * old.length];
        Arrays.fill(pairs, EMPTY);
        for (long pair : old) {
            if (pair != EMPTY) {
                pairs[slot(pair)] = pair;
            }
        }
    }

    private int slot(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (pairs.length - 1);
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = (slot + 1) & (pairs.length - 1);
        }
        return slot;
    }
}
