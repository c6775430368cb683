package dev.millrace.pipeline.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The blocks of a bzip2 file, of one stream or of many, one run each: every block is decompressed by itself, so that
 * reading can begin at any of them and goes on after damage.
 */
final class Bzip2Runs implements ByteRun {
    private static final int HEADER = 4;

    private final StoredInput in;
    private final Bzip2Scan scan;
    private final SourceSplit split;
    private Optional<BZip2CompressorInputStream> block = Optional.empty();
    private Optional<Boundary.Damage> damage = Optional.empty();
    private long nextBit;
    private long start;
    private boolean begun;
    private boolean inStream;

    Bzip2Runs(StoredInput in, SourceSplit split) {
        this.in = in;
        this.scan = new Bzip2Scan(in, split.from());
        this.split = split;
        this.nextBit = split.from() * 8;
        this.inStream = split.from() == 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (block.isEmpty()) {
            return 0;
        }
        int count = 0;
        try {
            // byte by byte, as a read of many that fails in the middle would lose those before
            for (int b; count < length && (b = block.get().read()) >= 0; count++) {
                target[offset + count] = (byte) b;
            }
            block = count == 0 ? Optional.empty() : block;
        } catch (IOException | RuntimeException e) {
            block = Optional.empty();
            inStream &= !scan.atEnd();
            damaged(start, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return count;
    }

    // stream: "BZh" [1-9] *block end; block: mark(48) crc(32) …; end: mark(48) crc(32), padded to a byte
    @Override
    public Boundary advance() {
        while (damage.isEmpty()) {
            scan.keep(nextBit);
            Optional<Bzip2Scan.Mark> mark = scan.next(nextBit);
            boolean beyond = !begun && mark.map(Bzip2Scan.Mark::bit).orElse(nextBit) >> 3 >= split.to();
            if (beyond || (mark.isEmpty() && scan.atEnd())) {
                return atEnd(beyond);
            }
            if (mark.isEmpty()) {
                nextBit = scan.reach() - Bzip2Scan.MARK_BITS;
            } else if (mark.get().block()) {
                return begin(mark.get().bit());
            } else {
                endStream(mark.get().bit());
            }
        }
        Boundary.Damage found = damage.get();
        damage = Optional.empty();
        return found;
    }

    private Boundary begin(long bit) {
        scan.keep(bit);
        long end = scan.next(bit + Bzip2Scan.MARK_BITS).map(Bzip2Scan.Mark::bit).orElseGet(scan::reach);
        begun = true;
        inStream = true;
        start = bit >> 3;
        nextBit = end;
        try {
            block = Optional.of(new BZip2CompressorInputStream(new ByteArrayInputStream(scan.stream(bit, end))));
        } catch (IOException e) {
            damaged(start, String.valueOf(e.getMessage()));
        }
        return new Boundary.Start(start);
    }

    private void endStream(long bit) {
        long after = (bit + Bzip2Scan.MARK_BITS + Bzip2Scan.CRC_BITS + 7) / 8;
        nextBit = bit + Bzip2Scan.MARK_BITS;
        if (!begun && split.from() > 0) {
            return;
        }
        byte[] next = after < split.file().length() ? scan.bytes(after, HEADER) : new byte[0];
        boolean opens = Compression.of(next) == Compression.BZIP2;
        inStream = opens || after > split.file().length();
        if (next.length > 0 && !opens) {
            damaged(after, "no stream begins here");
        }
    }

    private Boundary atEnd(boolean beyond) {
        if (inStream && !beyond) {
            inStream = false;
            long length = split.file().length();
            return new Boundary.Damage(length, "damaged-bzip2", "the file ends within a bzip2 stream");
        }
        return new Boundary.End();
    }

    private void damaged(long at, String cause) {
        damage = Optional.of(new Boundary.Damage(at, "damaged-bzip2", "bzip2 at byte " + at + ": " + cause));
    }

    @Override
    public boolean holdsWholeRecords() {
        return false;
    }

    @Override
    public void close() {
        in.close();
    }
}
