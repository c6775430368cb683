package dev.millrace.tokenizer.characterbpe;

import dev.millrace.tokenizer.model.TokenList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tokens of segments seen lately, for segments of at most {@value #LONGEST} bytes and {@value #MOST_TOKENS} tokens. One
 * segment a slot; a newer one drives out an older one. Not thread-safe.
 */
final class SegmentCache {
    static final int LONGEST = 23;
    static final int READ = 24;
    private static final int MOST_TOKENS = 7;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOT_BITS = 14;
    private static final int KEY = 3;
    private static final int VALUES = MOST_TOKENS + 1;

    // a segment's bytes and, in the top byte of the third long, its length, which is never 0
    private final long[] keys = new long[KEY << SLOT_BITS];
    private final int[] values = new int[VALUES << SLOT_BITS];
    // for each token the byte of the segment at which it ends
    private final long[] ends = new long[1 << SLOT_BITS];

    private long first;
    private long second;
    private long third;
    private int slot;

    /**
     * Appends the segment's tokens if it is known.
     *
     * @param utf8 with {@value #READ} readable bytes from {@code from}
     */
    boolean appendKnown(byte[] utf8, int from, int length, TokenList out) {
        read(utf8, from, length);
        int key = slot * KEY;
        if (keys[key] != first || keys[key + 1] != second || keys[key + 2] != third) {
            return false;
        }
        int at = slot * VALUES;
        long all = ends[slot];
        for (int i = 1; i <= values[at]; i++) {
            out.add(values[at + i], from + (int) (all & 0xFF));
            all >>>= Byte.SIZE;
        }
        return true;
    }

    /** Remembers the tokens from {@code start} on for the segment that was looked for last. */
    void remember(TokenList tokens, int start, int from) {
        int count = tokens.size() - start;
        if (count > MOST_TOKENS) {
            return;
        }
        int key = slot * KEY;
        keys[key] = first;
        keys[key + 1] = second;
        keys[key + 2] = third;
        int at = slot * VALUES;
        values[at] = count;
        long all = 0;
        for (int i = 0; i < count; i++) {
            values[at + 1 + i] = tokens.id(start + i);
            all |= (long) (tokens.end(start + i) - from) << (Byte.SIZE * i);
        }
        ends[slot] = all;
    }

    private void read(byte[] utf8, int from, int length) {
        first = masked((long) LONGS.get(utf8, from), length);
        second = masked((long) LONGS.get(utf8, from + Long.BYTES), length - Long.BYTES);
        third = masked((long) LONGS.get(utf8, from + 2 * Long.BYTES), length - 2 * Long.BYTES) | ((long) length << 56);
        long mixed = (first ^ (second * 0xC2B2AE3D27D4EB4FL) ^ (third * 0x165667B19E3779F9L)) * 0x9E3779B97F4A7C15L;
        slot = (int) (mixed >>> (Long.SIZE - SLOT_BITS));
    }

    private static long masked(long bytes, int length) {
        if (length >= Long.BYTES) {
            return bytes;
        }
        return length <= 0 ? 0 : bytes & ((1L << (length * Byte.SIZE)) - 1);
    }
}
