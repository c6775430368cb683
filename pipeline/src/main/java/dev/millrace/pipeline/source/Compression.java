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
     * The runs of a file, from its beginning.
     *
     * @param opening what a member or frame begins with, to be found again after damage
     */
    static ByteRun runs(StoredFile file, byte[] opening) {
        StoredInput in = file.open();
        try {
            long from = in.position();
            Compression compression = of(in.readNBytes(LOOK_AHEAD));
            in.seek(from);
            return switch (compression) {
                case NONE -> new PlainRun(in);
                case GZIP -> new GzipRuns(in, file.file().length(), opening);
                case ZSTD -> new ZstdRuns(in, file.file().length());
                case BZIP2, XZ -> new StreamRun(in, compression);
            };
        } catch (IOException e) {
            throw new IllegalStateException("A stored file fails unchecked", e);
        }
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
