package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * Bytes of a stored file. A failing file system throws {@link UncheckedIOException}, which leaves {@link IOException}
 * to mean damage in what the bytes say.
 */
final class StoredInput extends InputStream {
    private final Path path;
    private final FSDataInputStream in;
    private final long length;

    StoredInput(Path path, FSDataInputStream in, long length) {
        this.path = path;
        this.in = in;
        this.length = length;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Fills as much of the array as the file has bytes from here on. */
    int fill(byte[] target, int offset) {
        int at = offset;
        while (at < target.length) {
            int count = read(target, at, target.length - at);
            if (count < 0) {
                break;
            }
            at += count;
        }
        return at - offset;
    }

    /** The first bytes from a place on, fewer at the end of the file. */
    byte[] peek(long position, int count) {
        seek(position);
        byte[] bytes = new byte[count];
        return java.util.Arrays.copyOf(bytes, fill(bytes, 0));
    }

    @Override
    public long skip(long count) {
        long from = position();
        long to = Math.max(from, Math.min(length, from + count));
        seek(to);
        return to - from;
    }

    void seek(long position) {
        try {
            in.seek(position);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    long position() {
        try {
            return in.getPos();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Can't read " + path + ": " + e.getMessage(), e);
    }
}
