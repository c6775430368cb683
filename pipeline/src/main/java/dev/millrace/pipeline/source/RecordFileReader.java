package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Records of an archive of crawled pages, WARC or ARC, that begin within a split. Where a record does not end where its
 * length says, reading goes on at the next line that begins a record.
 */
final class RecordFileReader implements FileReader {
    private static final int TRAILER = 4;
    private static final int STEP = 1 << 16;

    private final StoredFile file;
    private final RecordFormat format;
    private final long maxRecordBytes;
    private final RunBuffer bytes;
    private final WarcRecords records;
    private final Deque<Outcome> found = new ArrayDeque<>();
    private boolean more = true;

    RecordFileReader(StoredFile file, RecordFormat format, SourceSettings settings) {
        this.file = file;
        this.format = format;
        this.maxRecordBytes = settings.maxRecordBytes();
        this.records = new WarcRecords(settings.maxRecordBytes());
        this.bytes = new RunBuffer(Compression.runs(file, format.opening()));
    }

    @Override
    public Optional<Outcome> read() {
        if (bytes.position() == 0 && !file.isFirst() && !bytes.holdsWholeRecords()) {
            more = findFirst();
        }
        while (found.isEmpty() && more) {
            more = step();
        }
        return Optional.ofNullable(found.pollFirst());
    }

    /** Goes to the first whole record of a split that begins anywhere; false when there is none. */
    private boolean findFirst() {
        for (long at = 0; bytes.has(at) && file.holds(bytes.runOffset(at)); at++) {
            boolean lineStart = at == 0 || bytes.at(at - 1) == '\n';
            if (lineStart && format.opens(bytes, at) && isWhole(at)) {
                bytes.goTo(at);
                return true;
            }
            if (at - bytes.position() >= STEP) {
                bytes.goTo(at);
            }
        }
        return false;
    }

    /** Whether the next split begins here, by what it looks for itself. */
    private boolean isOfNextSplit(long start) {
        return !file.holds(bytes.runOffset(start))
                && format.opens(bytes, start)
                && (bytes.holdsWholeRecords() ? bytes.startsRun(start) : isWhole(start));
    }

    /** Whether a record begins here that ends as one does, or that the file ends in. */
    private boolean isWhole(long start) {
        Optional<RecordFormat.Head> head = format.head(bytes, start);
        if (head.isEmpty() || head.get().length() > maxRecordBytes) {
            return head.isPresent();
        }
        long end = head.get().block() + head.get().length();
        return bytes.reach(end) < end || endsRecord(end);
    }

    /** Reads one record, or passes one stretch of damage; false at the end of the split. */
    private boolean step() {
        skipBlankLines();
        long start = bytes.position();
        if (!bytes.has(start)) {
            goTo(start);
            return false;
        }
        if (isOfNextSplit(start)) {
            return false;
        }
        if (!format.opens(bytes, start)) {
            boolean cutOff = bytes.nextDamage()
                    .filter(next -> next.position() <= start + format.opening().bytes())
                    .isPresent();
            if (!cutOff) {
                damage("no-" + format.name() + "-record", "no record begins at byte " + bytes.offset());
            }
            searchOn(start + 1, Long.MAX_VALUE);
            return true;
        }
        Optional<RecordFormat.Head> head = format.head(bytes, start);
        Optional<RunBuffer.Damaged> damaged = bytes.nextDamage();
        if (damaged.isPresent()
                && (head.isEmpty() || damaged.get().position() < head.get().block())) {
            goTo(damaged.get().position());
        } else if (head.isEmpty()) {
            damage("broken-" + format.name() + "-header", "no whole header with a length at byte " + bytes.offset());
            searchOn(start + 1, Long.MAX_VALUE);
        } else if (head.get().length() > maxRecordBytes) {
            passOver(head.get());
        } else {
            take(head.get());
        }
        return true;
    }

    private void take(RecordFormat.Head head) {
        long block = head.block();
        long length = head.length();
        long end = block + length;
        Provenance place = place(head);
        long reached = bytes.reach(end + TRAILER + 1);
        Optional<RunBuffer.Damaged> damaged = bytes.nextDamage()
                .filter(next -> next.position() < end || (isOwn(next) && next.position() <= end + TRAILER));
        boolean swallows = bytes.nextRunStart()
                        .filter(next -> next < end && format.opens(bytes, next))
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
            records.read(place, head.headers(), bytes.copy(block, end)).ifPresent(found::addLast);
            goTo(end);
        }
    }

    /** Whether this damage is of the gzip member that begins with the current record. */
    private boolean isOwn(RunBuffer.Damaged damaged) {
        return bytes.startsRun(bytes.position()) && damaged.damage().offset() == bytes.offset();
    }

    /** Leaves out a record that is too large to hold; one that begins within its bytes ends it. */
    private void passOver(RecordFormat.Head head) {
        if (WarcRecords.mayHoldDocument(head.headers())) {
            found.addLast(StoredFile.tooLarge(place(head), head.length(), maxRecordBytes));
        }
        searchOn(head.block(), head.block() + head.length());
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

    /** Whether the text from here on is line ends and then the end or another record. */
    private boolean endsRecord(long end) {
        long at = end;
        while (at < end + TRAILER && bytes.has(at) && isLineEnd(bytes.at(at))) {
            at++;
        }
        return !bytes.has(at) || isLineEnd(bytes.at(at)) || format.opens(bytes, at) || bytes.startsRun(at);
    }

    /** The first beginning of a record from here to the limit, all of which was reached; the limit when there is none. */
    private long search(long from, long limit) {
        for (long at = from; at < limit; at++) {
            boolean mayOpen = format.mayOpen(bytes.at(at)) && (bytes.at(at - 1) == '\n' || bytes.startsRun(at));
            if (mayOpen && format.opens(bytes, at)) {
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

    private Provenance place(RecordFormat.Head head) {
        return new Provenance(file.source(), bytes.offset(), head.headers().target());
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    @Override
    public void close() {
        bytes.close();
    }
}
