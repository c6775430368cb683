package dev.millrace.tokenizer.pretoken;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Runs of {@code [A-Za-z]} and {@code [a-z]}, eight bytes at a time. Reads up to seven bytes after the text's last. */
final class AsciiLetters {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP = 0x8080808080808080L;
    private static final long LOWER = 0x2020202020202020L;

    private AsciiLetters() {}

    /** End of the run of letters that begins at {@code at}. */
    static int end(byte[] utf8, int at, int to) {
        return end(utf8, at, to, LOWER);
    }

    /** End of the run of lower-case letters that begins at {@code at}. */
    static int endOfLower(byte[] utf8, int at, int to) {
        return end(utf8, at, to, 0);
    }

    private static int end(byte[] utf8, int from, int to, long caseBit) {
        int at = from;
        while (at < to) {
            long bytes = (long) LONGS.get(utf8, at) | caseBit;
            // without their top bits, bytes can be added to without carry; the top bit then tells which are as large
            long low = bytes & ~TOP;
            long letters = (low + (0x80 - 'a') * EACH) & ~(low + (0x7F - 'z') * EACH) & ~bytes & TOP;
            if (letters != TOP) {
                return Math.min(to, at + (Long.numberOfTrailingZeros(letters ^ TOP) >>> 3));
            }
            at += Long.BYTES;
        }
        return to;
    }
}
