package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Records of an ARC file, versions 1 and 2 (Internet Archive): a line {@code URL IP date type … length}, then so many
 * bytes. Where no such line follows a record, reading goes on at the next one.
 */
final class ArcFileReader implements FileReader {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int STEP = 1 << 16;
    private static final int FIELDS_1 = 5;
    private static final int FIELDS_2 = 10;
    private static final String FILE_HEADER = "filedesc:";

    /** The line before a record. */
    private record Heading(String uri, String contentType, long length, long block) {}

    private final StoredFile file;
    private final long maxRecordBytes;
    private final RunBuffer bytes;
    private final WarcRecords records;
    private final Deque<Outcome> found = new ArrayDeque<>();

    ArcFileReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.maxRecordBytes = settings.maxRecordBytes();
        this.records = new WarcRecords(settings.maxRecordBytes());
        this.bytes = new RunBuffer(Compression.runs(file, new byte[0]));
    }

    @Override
    public Optional<Outcome> read() {
        boolean more = true;
        while (found.isEmpty() && more) {
            more = step();
        }
        return Optional.ofNullable(found.pollFirst());
    }

    private boolean step() {
        skipBlankLines();
        long start = bytes.position();
        if (!bytes.has(start)) {
            goTo(start);
            return false;
        }
        Optional<Heading> heading = heading(start);
        if (heading.isEmpty()) {
            if (bytes.nextDamage()
                    .filter(next -> next.position() <= start + LONGEST_LINE)
                    .isEmpty()) {
                found.addLast(
                        file.damage("no-arc-record", bytes.offset(), "no ARC record begins at byte " + bytes.offset()));
            }
            searchOn(start + 1);
        } else {
            take(heading.get());
        }
        return true;
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

    private void take(Heading heading) {
        Provenance place = new Provenance(file.source(), bytes.offset(), heading.uri());
        boolean describes =
                heading.uri().startsWith(FILE_HEADER) || heading.uri().startsWith("dns:");
        long end = heading.block() + heading.length();
        if (heading.length() > maxRecordBytes) {
            if (!describes) {
                found.addLast(StoredFile.tooLarge(place, heading.length(), maxRecordBytes));
            }
            pass(end);
            return;
        }
        long reached = bytes.reach(end);
        Optional<RunBuffer.Damaged> damaged = bytes.nextDamage().filter(next -> next.position() < end);
        if (damaged.isPresent()) {
            ByteRun.Boundary.Damage damage = damaged.get().damage();
            found.addLast(StoredFile.damage(place, Rejection.because(Sources.STAGE, damage.rule(), damage.detail())));
            bytes.goTo(damaged.get().position()).stream().skip(1).forEach(this::tell);
        } else if (reached < end) {
            long held = reached - heading.block();
            found.addLast(StoredFile.damage(
                    place,
                    Rejection.measured(Sources.STAGE, "truncated-record", (double) held, (double) heading.length())));
            goTo(reached);
        } else {
            if (!describes) {
                found.addLast(records.response(place, headers(heading), bytes.copy(heading.block(), end)));
            }
            goTo(end);
        }
    }

    private static WarcHeaders headers(Heading heading) {
        return new WarcHeaders(Map.of(
                "warc-type", "response", "warc-target-uri", heading.uri(), "content-type", heading.contentType()));
    }

    // heading: URL SP IP SP 14DIGIT SP type [SP result SP checksum SP location SP offset SP filename] SP length LF
    private Optional<Heading> heading(long start) {
        long reached = bytes.reach(start + LONGEST_LINE);
        long end = start;
        while (end < reached && bytes.at(end) != '\n') {
            end++;
        }
        if (end == reached) {
            return Optional.empty();
        }
        String line = new String(bytes.copy(start, end), StandardCharsets.UTF_8).stripTrailing();
        String[] fields = line.split(" ");
        int colon = fields[0].indexOf(':');
        boolean whole = fields.length >= FIELDS_1 && colon > 0 && isScheme(fields[0], colon);
        if (!whole) {
            return Optional.empty();
        }
        String length = fields[fields.length - 1];
        // a URL may hold spaces, so that fields are counted from the end
        int after = fields.length >= FIELDS_2 && isDate(fields[fields.length - 8]) ? 9 : 4;
        if (!isDate(fields[fields.length - after + 1]) || length.length() > 12 || !isNumber(length)) {
            return Optional.empty();
        }
        String uri = String.join(" ", java.util.Arrays.copyOf(fields, fields.length - after));
        String type = fields[fields.length - after + 2];
        return Optional.of(new Heading(uri, type, Long.parseLong(length), end + 1));
    }

    private static boolean isScheme(String uri, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || "+-.0123456789".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String field) {
        return field.length() >= 8 && field.length() <= 17 && isNumber(field);
    }

    private static boolean isNumber(String field) {
        return !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Goes to the next line that begins a record, or to the end of the file. */
    private void searchOn(long from) {
        long at = from;
        while (bytes.has(at)) {
            boolean lineStart = bytes.at(at - 1) == '\n' || bytes.startsRun(at);
            if (lineStart && isLetter(bytes.at(at)) && heading(at).isPresent()) {
                goTo(at);
                return;
            }
            at++;
            if (at - bytes.position() >= STEP) {
                goTo(at - 1);
            }
        }
        goTo(at);
    }

    private void pass(long end) {
        while (bytes.position() < end && bytes.has(bytes.position())) {
            goTo(bytes.reach(Math.min(end, bytes.position() + STEP)));
        }
    }

    private void goTo(long position) {
        bytes.goTo(position).forEach(this::tell);
    }

    private void tell(ByteRun.Boundary.Damage damage) {
        found.addLast(file.damage(damage.rule(), damage.offset(), damage.detail()));
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    @Override
    public void close() {
        bytes.close();
    }
}
