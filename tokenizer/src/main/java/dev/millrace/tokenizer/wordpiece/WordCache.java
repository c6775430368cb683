package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.model.TokenList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tokens of words seen lately, for words of at most {@value #LONGEST} bytes and {@value #MOST_TOKENS} tokens. One word
 * a slot; a newer word drives out an older one. Not thread-safe.
 */
final class WordCache {
    static final int LONGEST = 15;
    static final int MOST_TOKENS = 7;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOT_BITS = 15;
    private static final int VALUES = MOST_TOKENS + 1; // the tokens' ends, four bits each, 0 after the last; their ids
    private static final int END_BITS = 4;
    private static final int END_MASK = (1 << END_BITS) - 1;

    // a word's bytes and, in the top byte of the second long, its length, which is never 0
    private final long[] words = new long[2 << SLOT_BITS];
    private final int[] values = new int[VALUES << SLOT_BITS];

    /** Whether such a word may be asked for: it is short, and whole words can be loaded from its beginning. */
    static boolean fits(byte[] utf8, int from, int to) {
        return to - from <= LONGEST && to > from && from + 2 * Long.BYTES <= utf8.length;
    }

    /** Appends the word's tokens if it is known. */
    boolean appendKnown(byte[] utf8, int from, int to, TokenList out) {
        long low = low(utf8, from, to - from);
        long high = high(utf8, from, to - from);
        int slot = slot(low, high);
        if (words[2 * slot] != low || words[2 * slot + 1] != high) {
            return false;
        }
        int value = slot * VALUES;
        for (int ends = values[value]; ends != 0; ends >>>= END_BITS) {
            out.add(values[++value], from + (ends & END_MASK));
        }
        return true;
    }

    /** @param start index of the word's first token in the list; it has all up to the last */
    void remember(byte[] utf8, int from, int to, TokenList tokens, int start) {
        int count = tokens.size() - start;
        if (count > MOST_TOKENS) {
            return;
        }
        long low = low(utf8, from, to - from);
        long high = high(utf8, from, to - from);
        int slot = slot(low, high);
        words[2 * slot] = low;
        words[2 * slot + 1] = high;
        int ends = 0;
        for (int i = 0; i < count; i++) {
            ends |= (tokens.end(start + i) - from) << (i * END_BITS);
            values[slot * VALUES + 1 + i] = tokens.id(start + i);
        }
        values[slot * VALUES] = ends;
    }

    private static long low(byte[] utf8, int from, int length) {
        long bytes = (long) LONGS.get(utf8, from);
        return length >= Long.BYTES ? bytes : bytes & mask(length);
    }

    private static long high(byte[] utf8, int from, int length) {
        long size = (long) length << 56;
        return length <= Long.BYTES
                ? size
                : size | ((long) LONGS.get(utf8, from + Long.BYTES) & mask(length - Long.BYTES));
    }

    private static long mask(int bytes) {
        return (1L << (bytes * Byte.SIZE)) - 1;
    }

    private static int slot(long low, long high) {
        long mixed = (low ^ (high * 0xC2B2AE3D27D4EB4FL)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - SLOT_BITS));
    }
}
