package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Records of ARC files, versions 1 and 2 (Internet Archive): a line {@code URL IP date type … length} before each. */
final class ArcFormat implements RecordFormat {
    private static final int LONGEST_LINE = 1 << 13;
    private static final int FIELDS_1 = 5;
    private static final int FIELDS_2 = 10;
    private static final int LONGEST_NUMBER = 12;

    private static final Opening OPENING = new Opening() {
        @Override
        public int bytes() {
            return LONGEST_LINE;
        }

        @Override
        public boolean begins(byte[] text) {
            return line(text).isPresent();
        }
    };

    /** What the line before a record says. */
    private record Line(String uri, String contentType, long length, int bytes) {}

    @Override
    public String name() {
        return "arc";
    }

    @Override
    public Opening opening() {
        return OPENING;
    }

    @Override
    public boolean mayOpen(byte first) {
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    }

    @Override
    public Optional<Head> head(RunBuffer bytes, long start) {
        return line(bytes.copy(start, bytes.reach(start + LONGEST_LINE)))
                .map(line -> new Head(start + line.bytes(), line.length(), headers(line)));
    }

    /** What describes the file or asks for a name's address is no page. */
    private static WarcHeaders headers(Line line) {
        boolean describes = line.uri().startsWith("filedesc:") || line.uri().startsWith("dns:");
        return new WarcHeaders(Map.of(
                "warc-type",
                describes ? "warcinfo" : "response",
                "warc-target-uri",
                line.uri(),
                "content-type",
                line.contentType()));
    }

    // line: URL SP IP SP 14DIGIT SP type [SP result SP checksum SP location SP offset SP filename] SP length LF
    private static Optional<Line> line(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        String line = new String(text, 0, end, StandardCharsets.UTF_8).stripTrailing();
        String[] fields = line.split(" ");
        if (end == text.length || fields.length < FIELDS_1 || !isAddress(fields[0])) {
            return Optional.empty();
        }
        String length = fields[fields.length - 1];
        // a URL may hold spaces, so that fields are counted from the end
        int after = fields.length >= FIELDS_2 && isDate(fields[fields.length - 8]) ? 9 : 4;
        if (!isDate(fields[fields.length - after + 1])
                || length.length() > LONGEST_NUMBER
                || !RecordFormat.isNumber(length)) {
            return Optional.empty();
        }
        String uri = String.join(" ", Arrays.copyOf(fields, fields.length - after));
        String type = fields[fields.length - after + 2];
        return Optional.of(new Line(uri, type, Long.parseLong(length), end + 1));
    }

    // scheme ":" …
    private static boolean isAddress(String uri) {
        int colon = uri.indexOf(':');
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || "+-.0123456789".indexOf(c) < 0)) {
                return false;
            }
        }
        return colon > 0;
    }

    private static boolean isDate(String field) {
        return field.length() >= 8 && field.length() <= 17 && RecordFormat.isNumber(field);
    }
}
