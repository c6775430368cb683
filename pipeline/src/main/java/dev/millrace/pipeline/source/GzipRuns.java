package dev.millrace.pipeline.source;

import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The members of a gzip file (RFC 1952), one run each. After a damaged member the next one is searched for whose text
 * begins as asked; searching again what was read already is bounded, so that reading stays linear in the file.
 */
final class GzipRuns implements ByteRun {
    private static final int RESCANS = 8;
    private static final long LEAST_RESCANNED = 1 << 24;

    private final GzipInput in;
    private final Opening opening;
    private final SourceSplit split;
    private final CRC32 crc = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private long rescanBudget;
    private long start;
    private boolean begun;
    private boolean inMember;
    private boolean scan;
    private Optional<Boundary.Damage> damage = Optional.empty();

    /** @param opening what a member begins with, to be recognised within the file and after damage */
    GzipRuns(StoredInput in, SourceSplit split, Opening opening) {
        this.in = new GzipInput(in);
        this.split = split;
        this.opening = opening;
        this.rescanBudget = RESCANS * (split.length() + LEAST_RESCANNED);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!inMember) {
            return 0;
        }
        long before = inflater.getBytesWritten();
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    crc.update(target, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    in.takeBack(inflater);
                    inMember = false;
                    checkTrailer();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("needs a dictionary");
                }
                if (!in.feed(inflater)) {
                    inMember = false;
                    damaged("truncated-gzip", "the file ends within the gzip member at byte " + start);
                    searchAgain();
                    return 0;
                }
            }
        } catch (DataFormatException e) {
            inMember = false;
            in.takeBack(inflater);
            damaged("damaged-gzip", "gzip member at byte " + start + ": " + e.getMessage());
            searchAgain();
            // what came out before the damage lies in the target all the same
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    @Override
    public Boundary advance() {
        if (damage.isPresent()) {
            Boundary.Damage found = damage.get();
            damage = Optional.empty();
            return found;
        }
        if (!begun && split.from() > 0) {
            begun = true;
            in.seek(split.from());
            if (opening.bytes() == 0 || !in.findMember(opening, split.to())) {
                in.seek(split.file().length());
            }
        }
        begun = true;
        if (scan) {
            scan = false;
            if (!in.findMember(opening, Long.MAX_VALUE)) {
                return new Boundary.End();
            }
        }
        in.skipZeros();
        start = in.position();
        if (in.atEnd()) {
            return new Boundary.End();
        }
        if (!in.skipHeader()) {
            in.seek(start + 1);
            scan = true;
            return new Boundary.Damage(start, "damaged-gzip", "no gzip member at byte " + start);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return new Boundary.Start(start);
    }

    private void checkTrailer() {
        long total = inflater.getBytesWritten();
        Optional<long[]> trailer = in.trailer();
        if (trailer.isEmpty()) {
            damaged("truncated-gzip", "the file ends within the gzip member at byte " + start);
        } else if (trailer.get()[0] != crc.getValue() || trailer.get()[1] != (total & 0xFFFFFFFFL)) {
            damaged("damaged-gzip", "gzip member at byte " + start + ": its checksum does not match");
            searchAgain();
        }
    }

    /** A damaged member may have swallowed those that follow. */
    private void searchAgain() {
        long readPast = in.position() - start;
        if (rescanBudget >= readPast) {
            rescanBudget -= readPast;
            in.seek(start + 1);
        }
        scan = true;
    }

    private void damaged(String rule, String detail) {
        damage = Optional.of(new Boundary.Damage(start, rule, detail));
    }

    @Override
    public boolean holdsWholeRecords() {
        return true;
    }

    @Override
    public void close() {
        inflater.end();
        in.close();
    }
}
