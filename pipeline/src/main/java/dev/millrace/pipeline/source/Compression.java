package dev.millrace.pipeline.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed, told by its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZSTD,
    BZIP2,
    XZ;

    /** Bytes that {@link #of} looks at. */
    static final int LOOK_AHEAD = 6;

    private static final int XZ_MEMORY_KIB = 256 << 10;
    private static final byte[] XZ_MARK = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};

    static Compression of(byte[] first) {
        if (GzipInput.isGzip(first)) {
            return GZIP;
        }
        if (first.length >= 4 && isZstd(first)) {
            return ZSTD;
        }
        if (first.length >= 4
                && first[0] == 'B'
                && first[1] == 'Z'
                && first[2] == 'h'
                && first[3] >= '1'
                && first[3] <= '9') {
            return BZIP2;
        }
        boolean xz = first.length >= XZ_MARK.length && Arrays.equals(Arrays.copyOf(first, XZ_MARK.length), XZ_MARK);
        return xz ? XZ : NONE;
    }

    // frame: 28 B5 2F FD; skippable frame: 5x 2A 4D 18 (RFC 8878)
    private static boolean isZstd(byte[] first) {
        boolean frame = (first[0] & 0xFF) == 0x28
                && (first[1] & 0xFF) == 0xB5
                && (first[2] & 0xFF) == 0x2F
                && (first[3] & 0xFF) == 0xFD;
        boolean skippable = (first[0] & 0xF0) == 0x50
                && (first[1] & 0xFF) == 0x2A
                && (first[2] & 0xFF) == 0x4D
                && (first[3] & 0xFF) == 0x18;
        return frame || skippable;
    }

    /**
     * The runs of a file that begin within its split. A file that can't be read from within is read whole by its first
     * split.
     *
     * @param opening what a member or frame begins with, to be found within the file and after damage
     */
    static ByteRun runs(StoredFile file, Opening opening) {
        StoredInput in = file.open();
        Compression compression = of(file, in);
        in.seek(0);
        return switch (compression) {
            case NONE -> new PlainRun(in, file.split().from());
            case GZIP -> new GzipRuns(in, file.split(), opening);
            case ZSTD -> new ZstdRuns(in, file.split(), opening);
            case BZIP2 -> new Bzip2Runs(in, file.split());
            case XZ -> new XzRun(in, file.isFirst());
        };
    }

    /** How a file is compressed. */
    static Compression of(StoredFile file) {
        try (StoredInput in = file.open()) {
            return of(in.peek(0, LOOK_AHEAD));
        }
    }

    /** By the bytes at the split, where they say what the name does: a seek is a request to a store of objects. */
    private static Compression of(StoredFile file, StoredInput in) {
        Compression here = of(in.peek(file.split().from(), LOOK_AHEAD));
        boolean sure = file.isFirst()
                || (here != NONE
                        && here == FileNames.compression(file.split().file().path()));
        return sure ? here : of(in.peek(0, LOOK_AHEAD));
    }

    /** What the bytes are when decompressed; damage throws {@link IOException}. */
    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream(in, true);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ -> new XZCompressorInputStream(in, true, XZ_MEMORY_KIB);
        };
    }
}
