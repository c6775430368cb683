package dev.millrace.pipeline.source;

import java.io.Closeable;
import java.util.zip.Inflater;

/** Stored bytes, with a window of 128 KiB in which to look ahead. */
class StoredWindow implements Closeable {
    static final int WINDOW = 1 << 17;

    private final StoredInput in;
    private final byte[] window = new byte[WINDOW];
    private long base;
    private int head;
    private int tail;

    StoredWindow(StoredInput in) {
        this.in = in;
        this.base = in.position();
    }

    final long position() {
        return base + head;
    }

    final void seek(long position) {
        if (position >= base && position <= base + tail) {
            head = (int) (position - base);
            return;
        }
        in.seek(position);
        base = position;
        head = 0;
        tail = 0;
    }

    /** Whether so many bytes lie ahead; they can then be looked at. */
    final boolean has(int count) {
        if (tail - head >= count) {
            return true;
        }
        System.arraycopy(window, head, window, 0, tail - head);
        base += head;
        tail -= head;
        head = 0;
        if (count > window.length) {
            return false;
        }
        while (tail < count) {
            int more = in.read(window, tail, window.length - tail);
            if (more < 0) {
                return false;
            }
            tail += more;
        }
        return true;
    }

    /** An unsigned byte that lies ahead. */
    final int at(int ahead) {
        return window[head + ahead] & 0xFF;
    }

    /** Two bytes that lie ahead, the lower first. */
    final int twoAt(int ahead) {
        return at(ahead) | at(ahead + 1) << 8;
    }

    /** Four bytes that lie ahead, the lowest first, unsigned. */
    final long fourAt(int ahead) {
        return twoAt(ahead) | (long) twoAt(ahead + 2) << 16;
    }

    /** Passes bytes; false when the file ends before. */
    final boolean skip(int count) {
        for (int left = count; left > 0; ) {
            if (!has(1)) {
                return false;
            }
            int step = Math.min(left, tail - head);
            head += step;
            left -= step;
        }
        return true;
    }

    /** Reads up to {@code length} bytes; -1 at the end of the file. */
    final int read(byte[] target, int offset, int length) {
        if (!has(1)) {
            return -1;
        }
        int count = Math.min(length, tail - head);
        System.arraycopy(window, head, target, offset, count);
        head += count;
        return count;
    }

    /** Gives the inflater more input; false at the end of the file. */
    final boolean feed(Inflater inflater) {
        if (!has(1)) {
            return false;
        }
        inflater.setInput(window, head, tail - head);
        head = tail;
        return true;
    }

    /** Takes back what the inflater did not use of its last input. */
    final void takeBack(Inflater inflater) {
        head -= inflater.getRemaining();
    }

    @Override
    public final void close() {
        in.close();
    }
}
