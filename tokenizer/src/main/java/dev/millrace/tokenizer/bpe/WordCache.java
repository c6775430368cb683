package dev.millrace.tokenizer.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Ids of words seen lately, for words of at most {@value #LONGEST} bytes and {@value #MOST_IDS} ids. One word a slot;
 * a newer word drives out an older one. Not thread-safe.
 */
final class WordCache {
    static final int LONGEST = 15;
    static final int MOST_IDS = 7;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOT_BITS = 15;
    private static final int VALUES = MOST_IDS + 1; // number of ids, then the ids

    // a word's bytes and, in the top byte of the second long, its length, which is never 0
    private final long[] words = new long[2 << SLOT_BITS];
    private final int[] values = new int[VALUES << SLOT_BITS];

    /**
     * Appends the word's ids if it is known.
     *
     * @param utf8 with 16 readable bytes from {@code from}
     */
    boolean appendKnown(byte[] utf8, int from, int length, IdBuffer out) {
        long low = low(utf8, from, length);
        long high = high(utf8, from, length);
        int slot = slot(low, high);
        if (words[2 * slot] != low || words[2 * slot + 1] != high) {
            return false;
        }
        out.append(values, slot * VALUES + 1, values[slot * VALUES]);
        return true;
    }

    void remember(byte[] utf8, int from, int length, int[] ids, int start, int count) {
        if (count > MOST_IDS) {
            return;
        }
        long low = low(utf8, from, length);
        long high = high(utf8, from, length);
        int slot = slot(low, high);
        words[2 * slot] = low;
        words[2 * slot + 1] = high;
        values[slot * VALUES] = count;
        System.arraycopy(ids, start, values, slot * VALUES + 1, count);
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
