package dev.millrace.pipeline.source;

import java.io.Closeable;

/**
 * Uncompressed bytes of a file in runs: members, frames, blocks, or stretches of a file that is not compressed. A run
 * ends where it ends as stored, where it is damaged, or with the file.
 */
interface ByteRun extends Closeable {

    /** Bytes read, or 0 when the run has ended: then {@link #advance} leads on. */
    int read(byte[] target, int offset, int length);

    /** Goes to the next run. */
    Boundary advance();

    /** Whether runs begin where records do, as in archives that are compressed record by record. */
    boolean holdsWholeRecords();

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
