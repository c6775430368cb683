package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Bytes of a stored file. A failing file system throws {@link UncheckedIOException}, which leaves {@link IOException}
 * to mean damage in what the bytes say.
 */
final class StoredInput extends InputStream {
    private final String path;
    private final FSDataInputStream in;
    private final long end;

    StoredInput(String path, FSDataInputStream in, long end) {
        this.path = path;
        this.in = in;
        this.end = end;
    }

    @Override
    public int read() {
        try {
            return in.getPos() < end ? in.read() : -1;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            long left = end - in.getPos();
            return left > 0 ? in.read(target, offset, (int) Math.min(length, left)) : length == 0 ? 0 : -1;
        } catch (IOException e) {
            throw failed(e);
        }
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
