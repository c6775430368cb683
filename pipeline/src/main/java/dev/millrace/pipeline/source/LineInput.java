package dev.millrace.pipeline.source;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes; of a line that is too long only the beginning is held. */
final class LineInput implements Closeable {
    private static final int CHUNK = 1 << 16;

    /**
     * One line without its end.
     *
     * @param offset of its first byte
     * @param length in bytes, more than {@code bytes} holds where the line is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Line(long offset, byte[] bytes, long length) {
        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return length == bytes.length;
        }
    }

    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[CHUNK];
    private int head;
    private int tail;
    private long offset;

    /** @param offset of the first byte that there is to read */
    LineInput(InputStream in, long offset, int maxBytes) {
        this.in = in;
        this.offset = offset;
        this.maxBytes = maxBytes;
    }

    /** Where the next line begins. */
    long offset() {
        return offset;
    }

    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = offset;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = head;
            while (end < tail && chunk[end] != '\n') {
                end++;
            }
            line.write(chunk, head, Math.min(end - head, maxBytes - line.size()));
            offset += end - head;
            head = end;
            if (head < tail) {
                head++;
                offset++;
                return Optional.of(line(start, line, offset - 1 - start));
            }
        }
        return any ? Optional.of(line(start, line, offset - start)) : Optional.empty();
    }

    private Line line(long start, ByteArrayOutputStream bytes, long length) {
        return new Line(start, bytes.toByteArray(), length);
    }

    private boolean fill() throws IOException {
        if (head < tail) {
            return true;
        }
        head = 0;
        tail = Math.max(0, in.read(chunk, 0, CHUNK));
        return tail > 0;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IllegalStateException("A stored file fails unchecked", e);
        }
    }
}
