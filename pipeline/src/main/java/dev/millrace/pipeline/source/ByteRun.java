package dev.millrace.pipeline.source;

import java.io.Closeable;

/** Uncompressed bytes of a file in runs; a run ends where a gzip member ends, is damaged, or the file ends. */
interface ByteRun extends Closeable {

    /** Bytes read, or 0 when the run has ended: then {@link #advance} leads on. */
    int read(byte[] target, int offset, int length);

    /** Goes to the next run. */
    Boundary advance();

    @Override
    void close();

    /** What lies between two runs. */
    sealed interface Boundary {
        /** The next run begins at this byte of the stored file. */
        record Start(long offset) implements Boundary {}

        /** The run that ended is damaged; it began at this byte of the stored file. */
        record Damage(long offset, String rule, String detail) implements Boundary {}

        record End() implements Boundary {}
    }
}
