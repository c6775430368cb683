package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Named fields of a WARC record; of a repeated field the first counts. */
record WarcHeaders(Map<String, String> fields) {

    // version-line CRLF *(name ":" value CRLF [continuation CRLF])
    static WarcHeaders parse(byte[] header) {
        Map<String, String> fields = new TreeMap<>();
        String name = "";
        for (String line :
                new String(header, StandardCharsets.UTF_8).lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            if ((line.startsWith(" ") || line.startsWith("\t")) && !name.isEmpty()) {
                fields.merge(name, line.strip(), (value, more) -> value + " " + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return new WarcHeaders(fields);
    }

    String type() {
        return value("warc-type").toLowerCase(Locale.ROOT);
    }

    /** Without the angle brackets that WARC 1.0 writers may put around it. */
    String target() {
        String uri = value("warc-target-uri");
        return uri.startsWith("<") && uri.endsWith(">") ? uri.substring(1, uri.length() - 1) : uri;
    }

    String contentType() {
        return value("content-type");
    }

    boolean truncated() {
        return fields.containsKey("warc-truncated");
    }

    Optional<Long> contentLength() {
        String digits = value("content-length");
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private String value(String name) {
        return fields.getOrDefault(name, "");
    }
}
