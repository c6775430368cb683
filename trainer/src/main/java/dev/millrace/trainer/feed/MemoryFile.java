package dev.millrace.trainer.feed;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file whose bytes are in memory: what was digested is what is read. */
final class MemoryFile implements InputFile {
    private final byte[] bytes;

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new Stream(ByteBuffer.wrap(bytes));
    }

    private static final class Stream extends SeekableInputStream {
        private final ByteBuffer buffer;

        Stream(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public long getPos() {
            return buffer.position();
        }

        @Override
        public void seek(long position) throws IOException {
            if (position < 0 || position > buffer.limit()) {
                throw new EOFException("no byte " + position + " in a file of " + buffer.limit());
            }
            buffer.position((int) position);
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!buffer.hasRemaining()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(into, offset, count);
            return count;
        }

        @Override
        public void readFully(byte[] into) throws IOException {
            readFully(into, 0, into.length);
        }

        @Override
        public void readFully(byte[] into, int offset, int length) throws IOException {
            require(length);
            buffer.get(into, offset, length);
        }

        @Override
        public int read(ByteBuffer into) {
            if (!buffer.hasRemaining()) {
                return into.hasRemaining() ? -1 : 0;
            }
            int count = Math.min(into.remaining(), buffer.remaining());
            into.put(buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            return count;
        }

        @Override
        public void readFully(ByteBuffer into) throws IOException {
            require(into.remaining());
            read(into);
        }

        private void require(int length) throws EOFException {
            if (length > buffer.remaining()) {
                throw new EOFException("ends at byte " + buffer.limit() + " while being read");
            }
        }
    }
}
