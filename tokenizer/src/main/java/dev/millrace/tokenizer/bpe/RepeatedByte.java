package dev.millrace.tokenizer.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * As {@link LongestMatch}, for one word at a time, but looks only once at a long run of the same byte, such as a line
 * of dashes: of those vocabularies have long tokens, and going through one at each place takes its time. Not
 * thread-safe.
 */
final class RepeatedByte {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORTEST = 2 * Long.BYTES;

    private final LongestMatch match;
    private int runFrom;
    private int runTo;
    private int lastInside; // up to here the run goes on for longer than any token of it
    private int token;

    RepeatedByte(LongestMatch match) {
        this.match = match;
    }

    void startWord() {
        runFrom = 0;
        runTo = 0;
        lastInside = -1;
    }

    /** The longest token from {@code at} on. */
    int longest(byte[] utf8, int at, int to) {
        if (to - at < SHORTEST) {
            return match.at(utf8, at, to);
        }
        if (at < runFrom || at >= runTo) {
            long bytes = (long) LONGS.get(utf8, at);
            if (bytes != Long.rotateLeft(bytes, Byte.SIZE) || bytes != (long) LONGS.get(utf8, at + Long.BYTES)) {
                return match.at(utf8, at, to);
            }
            find(utf8, at, to);
        }
        return at <= lastInside ? token : match.at(utf8, at, to);
    }

    private void find(byte[] utf8, int from, int to) {
        int end = from + SHORTEST;
        while (end < to && utf8[end] == utf8[from]) {
            // a run that has been gone through is not gone through again
            end = end == runFrom && utf8[runFrom] == utf8[from] ? runTo : end + 1;
        }
        runFrom = from;
        runTo = end;
        lastInside = end - match.longestRun(utf8[from]) - 1;
        token = match.at(utf8, from, end);
    }
}
