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

    private final GzipInput in;
    private final byte[] opening;
    private final CRC32 crc = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private long rescanBudget;
    private long start;
    private boolean inMember;
    private boolean scan;
    private Optional<Boundary.Damage> damage = Optional.empty();

    /** @param opening what a member begins with, to be recognised after damage */
    GzipRuns(StoredInput in, long length, byte[] opening) {
        this.in = new GzipInput(in);
        this.opening = opening.clone();
        this.rescanBudget = RESCANS * length;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!inMember) {
            return 0;
        }
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
                    return 0;
                }
            }
        } catch (DataFormatException e) {
            inMember = false;
            damaged("damaged-gzip", "gzip member at byte " + start + ": " + e.getMessage());
            searchAgain();
            return 0;
        }
    }

    @Override
    public Boundary advance() {
        if (damage.isPresent()) {
            Boundary.Damage found = damage.get();
            damage = Optional.empty();
            return found;
        }
        if (scan) {
            scan = false;
            if (!in.findMember(opening)) {
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
        }
    }

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
    public void close() {
        inflater.end();
        in.close();
    }
}
