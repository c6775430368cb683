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
    static final int MOST_IDS = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOT_BITS = 15;
    private static final int SLOT = 4; // longs: the word's 16 bytes, then two ids each; 32 bytes lie in one cache line
    private static final int COUNT_AT = 60;
    private static final long COUNT = 0xFL << COUNT_AT;
    private static final int FIRST = 6; // the array's content begins 16 bytes into a line

    // of a word's last byte the high half is the number of ids, the low half its length, which is never 0
    private final long[] slots = new long[FIRST + (SLOT << SLOT_BITS)];

    /**
     * Appends the word's ids if it is known.
     *
     * @param utf8 with 16 readable bytes from {@code from}
     * @param out with room for {@value #MOST_IDS} ids
     */
    boolean appendKnown(byte[] utf8, int from, int length, IdBuffer out) {
        long low = low(utf8, from, length);
        long high = high(utf8, from, length);
        int slot = slot(low, high);
        long known = slots[slot + 1];
        if (slots[slot] != low || (known & ~COUNT) != high) {
            return false;
        }
        out.append(slots[slot + 2], slots[slot + 3], (int) (known >>> COUNT_AT));
        return true;
    }

    void remember(byte[] utf8, int from, int length, int[] ids, int start, int count) {
        if (count > MOST_IDS) {
            return;
        }
        long low = low(utf8, from, length);
        long high = high(utf8, from, length);
        int slot = slot(low, high);
        slots[slot] = low;
        slots[slot + 1] = high | (long) count << COUNT_AT;
        slots[slot + 2] = ids[start] | (long) (count > 1 ? ids[start + 1] : 0) << Integer.SIZE;
        slots[slot + 3] = count > 2 ? ids[start + 2] | (long) (count > 3 ? ids[start + 3] : 0) << Integer.SIZE : 0;
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
        return FIRST + (int) (mixed >>> (Long.SIZE - SLOT_BITS)) * SLOT;
    }
}
