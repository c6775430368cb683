package dev.millrace.pipeline.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The parts of a gzip member around its deflate stream (RFC 1952). */
final class GzipInput extends StoredWindow {
    private static final int LOOK_AHEAD = 1 << 13;
    private static final int LONGEST_FIELD = 1 << 10;
    private static final int FIXED_HEADER = 10;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xE0;

    GzipInput(StoredInput in) {
        super(in);
    }

    static boolean isGzip(byte[] first) {
        return first.length >= 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B;
    }

    boolean atEnd() {
        return !has(1);
    }

    void skipZeros() {
        while (has(1) && at(0) == 0) {
            skip(1);
        }
    }

    /** CRC-32 and length of the member that has just ended; empty when the file ends before. */
    Optional<long[]> trailer() {
        if (!has(Long.BYTES)) {
            return Optional.empty();
        }
        long[] values = {fourAt(0), fourAt(Integer.BYTES)};
        skip(Long.BYTES);
        return Optional.of(values);
    }

    // member: 1F 8B 08 FLG MTIME(4) XFL OS [XLEN(2) extra] [name 0] [comment 0] [CRC16]
    boolean skipHeader() {
        if (!has(FIXED_HEADER) || !opensMember() || (at(3) & RESERVED) != 0) {
            return false;
        }
        int flags = at(3);
        skip(FIXED_HEADER);
        return ((flags & FEXTRA) == 0 || skipExtra())
                && ((flags & FNAME) == 0 || skipString())
                && ((flags & FCOMMENT) == 0 || skipString())
                && ((flags & FHCRC) == 0 || skip(2));
    }

    /** Goes to the next member before a limit whose text begins as asked; false when there is none. */
    boolean findMember(Opening opening, long limit) {
        for (; position() < limit && has(FIXED_HEADER); skip(1)) {
            if (opensMember()) {
                long candidate = position();
                boolean member = skipHeader() && inflatesTo(opening);
                seek(candidate);
                if (member) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean opensMember() {
        return at(0) == 0x1F && at(1) == 0x8B && at(2) == 8;
    }

    /** What comes out before damage counts, as it does for who reads the member. */
    private boolean inflatesTo(Opening opening) {
        Inflater trial = new Inflater(true);
        byte[] text = new byte[opening.bytes()];
        try {
            has(LOOK_AHEAD);
            feed(trial);
            int count = 0;
            int more = 1;
            while (count < text.length && more > 0) {
                more = trial.inflate(text, count, text.length - count);
                count += more;
            }
            return opening.begins(Arrays.copyOf(text, count));
        } catch (DataFormatException e) {
            return opening.begins(Arrays.copyOf(text, (int) trial.getBytesWritten()));
        } finally {
            trial.end();
        }
    }

    private boolean skipExtra() {
        return has(2) && twoAt(0) <= LONGEST_FIELD && skip(2 + twoAt(0));
    }

    private boolean skipString() {
        for (int left = LONGEST_FIELD; left > 0 && has(1); left--) {
            boolean ends = at(0) == 0;
            skip(1);
            if (ends) {
                return true;
            }
        }
        return false;
    }
}
