package dev.millrace.pipeline.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one Zstandard frame (RFC 8878), which its headers tell the end of; nothing after it is read. */
final class ZstdFrame extends InputStream {
    private static final int MAGIC = 4;
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM = 4;
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};

    private final StoredWindow in;
    private final boolean checksum;
    private int left;
    private boolean last;
    private boolean tail;

    /** @throws IOException when no frame begins here */
    ZstdFrame(StoredWindow in) throws IOException {
        this.in = in;
        if (!in.has(MAGIC + 1)) {
            throw new EOFException("the file ends within a frame's header");
        }
        int descriptor = in.at(MAGIC);
        boolean single = (descriptor & 0x20) != 0;
        this.checksum = (descriptor & 4) != 0;
        int contentSize = descriptor >> 6 == 0 && single ? 1 : CONTENT_SIZE[descriptor >> 6];
        this.left = MAGIC + 1 + (single ? 0 : 1) + DICTIONARY_ID[descriptor & 3] + contentSize;
    }

    static boolean opens(StoredWindow in) {
        return in.has(MAGIC) && in.fourAt(0) == 0xFD2FB528L;
    }

    static boolean opensSkippable(StoredWindow in) {
        return in.has(2 * MAGIC) && (in.fourAt(0) & 0xFFFFFFF0L) == 0x184D2A50L;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!more()) {
                return -1;
            }
        }
        int count = in.read(target, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the file ends within the frame");
        }
        left -= count;
        return count;
    }

    // block header: last(1) type(2) size(21), lowest bits first; a block of type 1 repeats one byte
    private boolean more() throws IOException {
        if (last) {
            boolean first = !tail;
            tail = true;
            left = first && checksum ? CHECKSUM : 0;
            return left > 0;
        }
        if (!in.has(BLOCK_HEADER)) {
            throw new EOFException("the file ends within the frame");
        }
        int header = in.twoAt(0) | in.at(2) << 16;
        last = (header & 1) != 0;
        int type = header >> 1 & 3;
        if (type == 3) {
            throw new IOException("a block of reserved type");
        }
        left = BLOCK_HEADER + (type == 1 ? 1 : header >> 3);
        return true;
    }
}
