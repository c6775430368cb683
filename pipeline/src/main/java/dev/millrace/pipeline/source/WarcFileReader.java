package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Records of a WARC file (ISO 28500). Where a record does not end where its length says, reading goes on at the next
 * line that begins a record.
 */
final class WarcFileReader implements FileReader {
    private static final byte[] OPENING = "WARC/".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int TRAILER = 4;
    private static final int STEP = 1 << 16;

    private final StoredFile file;
    private final long maxRecordBytes;
    private final RunBuffer bytes;
    private final WarcRecords records;
    private final Deque<Outcome> found = new ArrayDeque<>();

    WarcFileReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.maxRecordBytes = settings.maxRecordBytes();
        this.records = new WarcRecords(settings.maxRecordBytes());
        this.bytes = new RunBuffer(Compression.runs(file, OPENING));
    }

    @Override
    public Optional<Outcome> read() {
        boolean more = true;
        while (found.isEmpty() && more) {
            more = step();
        }
        return Optional.ofNullable(found.pollFirst());
    }

    /** Reads one record, or passes one stretch of damage; false at the end of the file. */
    private boolean step() {
        skipBlankLines();
        long start = bytes.position();
        if (!bytes.has(start)) {
            goTo(start);
            return false;
        }
        if (!opensRecord(start)) {
            damage("no-warc-record", "no WARC record begins at byte " + bytes.offset());
            searchOn(start + 1, Long.MAX_VALUE);
            return true;
        }
        long block = headerEnd(start);
        Optional<RunBuffer.Damaged> damaged = bytes.nextDamage();
        if (damaged.isPresent() && (block < 0 || damaged.get().position() < block)) {
            goTo(damaged.get().position());
            return true;
        }
        Optional<WarcHeaders> headers =
                block < 0 ? Optional.empty() : Optional.of(WarcHeaders.parse(bytes.copy(start, block)));
        Optional<Long> length = headers.flatMap(WarcHeaders::contentLength);
        if (length.isEmpty()) {
            damage("broken-warc-header", "no whole header with a length at byte " + bytes.offset());
            searchOn(start + 1, Long.MAX_VALUE);
        } else if (length.get() > maxRecordBytes) {
            passOver(block, headers.get(), length.get());
        } else {
            take(block, headers.get(), length.get());
        }
        return true;
    }

    private void take(long block, WarcHeaders headers, long length) {
        long end = block + length;
        Provenance place = place(headers);
        long reached = bytes.reach(end + TRAILER + 1);
        Optional<RunBuffer.Damaged> damaged = bytes.nextDamage()
                .filter(next -> next.position() < end || (isOwn(next) && next.position() <= end + TRAILER));
        boolean swallows = bytes.nextRunStart()
                        .filter(next -> next < end && opensRecord(next))
                        .isPresent()
                && damaged.filter(this::isOwn).isEmpty();
        if (damaged.isPresent() && !swallows) {
            ByteRun.Boundary.Damage damage = damaged.get().damage();
            found.addLast(StoredFile.damage(place, Rejection.because(Sources.STAGE, damage.rule(), damage.detail())));
            bytes.goTo(damaged.get().position()).stream().skip(1).forEach(this::tell);
        } else if (reached < end) {
            reject(place, "truncated-record", reached - block, length);
            searchOn(block, reached);
        } else if (swallows || !endsRecord(end)) {
            reject(place, "wrong-length", search(block, end) - block, length);
            searchOn(block, Long.MAX_VALUE);
        } else {
            records.read(place, headers, bytes.copy(block, end)).ifPresent(found::addLast);
            goTo(end);
        }
    }

    /** Whether this damage is of the gzip member that begins with the current record. */
    private boolean isOwn(RunBuffer.Damaged damaged) {
        return bytes.atRunStart() && damaged.damage().offset() == bytes.offset();
    }

    /** Leaves out a record that is too large to hold; one that begins within its bytes ends it. */
    private void passOver(long block, WarcHeaders headers, long length) {
        if (WarcRecords.mayHoldDocument(headers)) {
            found.addLast(StoredFile.tooLarge(place(headers), length, maxRecordBytes));
        }
        searchOn(block, block + length);
    }

    private void skipBlankLines() {
        long position = bytes.position();
        while (bytes.has(position) && isLineEnd(bytes.at(position))) {
            position++;
            if (position - bytes.position() >= STEP) {
                goTo(position);
            }
        }
        goTo(position);
    }

    /** Where the header's blank line ends; -1 when the header is broken off. */
    private long headerEnd(long start) {
        long reached = bytes.reach(start + LONGEST_HEADER);
        for (long at = start; at + 1 < reached; at++) {
            if (bytes.at(at) != '\n') {
                continue;
            }
            if (bytes.at(at + 1) == '\n') {
                return at + 2;
            }
            if (bytes.at(at + 1) == '\r' && at + 2 < reached && bytes.at(at + 2) == '\n') {
                return at + 3;
            }
            if (opensRecord(at + 1)) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether the text from here on is line ends and then the end or another record. */
    private boolean endsRecord(long end) {
        long at = end;
        while (at < end + TRAILER && bytes.has(at) && isLineEnd(bytes.at(at))) {
            at++;
        }
        return !bytes.has(at) || isLineEnd(bytes.at(at)) || opensRecord(at) || bytes.startsRun(at);
    }

    // "WARC/" DIGIT
    private boolean opensRecord(long position) {
        if (bytes.reach(position + OPENING.length + 1) <= position + OPENING.length) {
            return false;
        }
        for (int i = 0; i < OPENING.length; i++) {
            if (bytes.at(position + i) != OPENING[i]) {
                return false;
            }
        }
        byte digit = bytes.at(position + OPENING.length);
        return digit >= '0' && digit <= '9';
    }

    /** The first beginning of a record from here to the limit, all of which was reached; the limit when there is none. */
    private long search(long from, long limit) {
        for (long at = from; at < limit; at++) {
            if (bytes.at(at) == 'W' && (bytes.at(at - 1) == '\n' || bytes.startsRun(at)) && opensRecord(at)) {
                return at;
            }
        }
        return limit;
    }

    /** Goes to the first beginning of a record from here, or to the limit or the end of the file. */
    private void searchOn(long from, long limit) {
        long at = from;
        while (true) {
            long reached = Math.min(limit, bytes.reach(at + STEP));
            long next = search(at, reached);
            boolean atEnd = reached == limit || !bytes.has(reached);
            if (next < reached || atEnd) {
                goTo(next);
                return;
            }
            goTo(reached - 1);
            at = reached;
        }
    }

    private void goTo(long position) {
        bytes.goTo(position).forEach(this::tell);
    }

    private void tell(ByteRun.Boundary.Damage damage) {
        found.addLast(file.damage(damage.rule(), damage.offset(), damage.detail()));
    }

    private void damage(String rule, String detail) {
        found.addLast(file.damage(rule, bytes.offset(), detail));
    }

    private void reject(Provenance place, String rule, long measured, long limit) {
        Rejection rejection = Rejection.measured(Sources.STAGE, rule, (double) measured, (double) limit);
        found.addLast(StoredFile.damage(place, rejection));
    }

    private Provenance place(WarcHeaders headers) {
        return new Provenance(file.source(), bytes.offset(), headers.target());
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    @Override
    public void close() {
        bytes.close();
    }
}
