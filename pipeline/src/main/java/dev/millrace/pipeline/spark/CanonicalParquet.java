package dev.millrace.pipeline.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Copies a Parquet file with the footer in canonical form. The writer lists each column's encodings in the order of a
 * hash set, which differs from one Java process to the next; here they are sorted, so that the same rows are the same
 * bytes.
 */
final class CanonicalParquet {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** Footer length and magic. */
    private static final int TAIL = Integer.BYTES + 4;

    private static final int BUFFER = 1 << 16;

    private CanonicalParquet() {}

    static void copy(Path from, Path to, Configuration hadoop) throws IOException {
        FileSystem files = from.getFileSystem(hadoop);
        long length = files.getFileStatus(from).getLen();
        try (FSDataInputStream in = files.open(from);
                FSDataOutputStream out = files.create(to, true)) {
            byte[] footer = footer(in, length);
            in.seek(0);
            copy(in, out, length - TAIL - footer.length);
            byte[] canonical = canonical(footer);
            out.write(canonical);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(canonical.length)
                    .array());
            out.write(MAGIC);
        }
    }

    private static byte[] footer(FSDataInputStream in, long length) throws IOException {
        byte[] tail = new byte[TAIL];
        in.readFully(length - TAIL, tail);
        byte[] footer =
                new byte[ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt()];
        in.readFully(length - TAIL - footer.length, footer);
        return footer;
    }

    private static byte[] canonical(byte[] footer) throws IOException {
        FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
        for (RowGroup group : metadata.getRow_groups()) {
            for (ColumnChunk column : group.getColumns()) {
                Collections.sort(column.getMeta_data().getEncodings());
            }
        }
        ByteArrayOutputStream canonical = new ByteArrayOutputStream(footer.length);
        Util.writeFileMetaData(metadata, canonical);
        return canonical.toByteArray();
    }

    private static void copy(FSDataInputStream in, FSDataOutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("File ended " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
