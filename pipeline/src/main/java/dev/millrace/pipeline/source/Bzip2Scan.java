package dev.millrace.pipeline.source;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the marks of bzip2's blocks and streams, which begin at any bit, and takes out the bits between. Its window
 * holds the longest block.
 */
final class Bzip2Scan {
    static final int MARK_BITS = 48;
    static final int CRC_BITS = 32;

    /** The longest block: 900,000 symbols of at most 20 bits, and its tables. */
    private static final int LONGEST_WINDOW = 4 << 20;

    /** Bytes that a mark touches at most. */
    private static final int MARK_BYTES = 7;

    private static final byte[] HEADER = {'B', 'Z', 'h', '9'};

    // block: pi in decimal digits; end of a stream: its square root
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;

    /** By the third and the fourth byte that a mark touches: which marks and bit offsets they fit, two bits an offset. */
    private static final short[] THIRD = fitting(2);

    private static final short[] FOURTH = fitting(3);

    private final StoredInput in;
    private byte[] window = new byte[1 << 16];
    private long base;
    private int head;
    private int tail;
    private boolean atEnd;

    /** A mark at this bit of the file: of a block, or of the end of a stream. */
    record Mark(long bit, boolean block) {}

    Bzip2Scan(StoredInput in, long from) {
        this.in = in;
        this.base = from;
        in.seek(from);
    }

    /** Drops what lies before a bit that was reached. */
    void keep(long bit) {
        head = (int) Math.min(tail, Math.max(head, (bit >> 3) - base));
    }

    /** The first mark from a bit on; empty when there is none up to the file's end or within what a block can hold. */
    Optional<Mark> next(long fromBit) {
        int first = (int) (fromBit & 7);
        int at = (int) ((fromBit >> 3) - base);
        for (int start = at - head; ; start++) {
            if (!fill(start + MARK_BYTES)) {
                return Optional.empty();
            }
            at = head + start;
            int fits = THIRD[window[at + 2] & 0xFF] & FOURTH[window[at + 3] & 0xFF];
            for (; fits != 0; fits &= fits - 1) {
                int place = Integer.numberOfTrailingZeros(fits);
                boolean block = (place & 1) == 0;
                long bit = (base + at) * 8 + (place >> 1);
                if (bits(bit, MARK_BITS) == (block ? BLOCK : END)
                        && (base + at > fromBit >> 3 || place >> 1 >= first)) {
                    return Optional.of(new Mark(bit, block));
                }
            }
        }
    }

    /** Where the window ends, with what a block can hold in it, or with the file. */
    long reach() {
        fill(LONGEST_WINDOW);
        return (base + tail) * 8;
    }

    boolean atEnd() {
        return atEnd;
    }

    /** So many bytes from a place that was reached on; fewer at the end of the file. */
    byte[] bytes(long position, int count) {
        keep(position * 8);
        fill(count);
        return Arrays.copyOfRange(window, head, Math.min(tail, head + count));
    }

    /** The bits of one block as a stream of their own. */
    byte[] stream(long fromBit, long toBit) {
        int length = (int) (toBit - fromBit);
        byte[] stream = Arrays.copyOf(HEADER, HEADER.length + (length + MARK_BITS + CRC_BITS + 7) / 8);
        for (int i = 0; i < length; i += 8) {
            int count = Math.min(8, length - i);
            stream[HEADER.length + i / 8] = (byte) (bits(fromBit + i, count) << (8 - count));
        }
        long crc = length >= MARK_BITS + CRC_BITS ? bits(fromBit + MARK_BITS, CRC_BITS) : 0;
        append(stream, length, END, MARK_BITS);
        append(stream, length + MARK_BITS, crc, CRC_BITS);
        return stream;
    }

    private static void append(byte[] stream, int at, long bits, int count) {
        for (int i = 0; i < count; i++) {
            int place = at + i;
            stream[HEADER.length + place / 8] |= (byte) ((bits >> (count - 1 - i) & 1) << (7 - place % 8));
        }
    }

    private long bits(long fromBit, int count) {
        long bits = 0;
        long last = fromBit + count - 1;
        for (int i = (int) ((fromBit >> 3) - base); i <= (last >> 3) - base; i++) {
            bits = bits << 8 | (window[i] & 0xFF);
        }
        return bits >>> (7 - (last & 7)) & ((1L << count) - 1);
    }

    /** Whether so many bytes lie ahead. */
    private boolean fill(int count) {
        while (tail - head < count && !atEnd && tail - head < LONGEST_WINDOW) {
            if (tail == window.length) {
                makeRoom();
            }
            int read = in.read(window, tail, window.length - tail);
            atEnd = read < 0;
            tail += Math.max(0, read);
        }
        return tail - head >= count;
    }

    private void makeRoom() {
        if (head < window.length / 2) {
            window = Arrays.copyOf(window, 2 * window.length);
            return;
        }
        System.arraycopy(window, head, window, 0, tail - head);
        base += head;
        tail -= head;
        head = 0;
    }

    private static short[] fitting(int place) {
        short[] fits = new short[256];
        for (int offset = 0; offset < 8; offset++) {
            int shift = MARK_BITS - 8 * (place + 1) + offset;
            fits[(int) (BLOCK >> shift & 0xFF)] |= (short) (1 << (2 * offset));
            fits[(int) (END >> shift & 0xFF)] |= (short) (2 << (2 * offset));
        }
        return fits;
    }
}
