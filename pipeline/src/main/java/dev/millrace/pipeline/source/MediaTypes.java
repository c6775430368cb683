package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Content types as servers declare them. */
final class MediaTypes {
    static final String HTML = "text/html";

    private static final Set<String> PAGES = Set.of(HTML, "application/xhtml+xml", "text/plain");
    private static final Set<String> DOUBTFUL = Set.of(
            "",
            "application/octet-stream",
            "application/xml",
            "text/xml",
            "application/x-httpd-php",
            "unknown/unknown",
            "application/unknown",
            "application/http");
    private static final List<String> HTML_OPENINGS = List.of("<!doctype html", "<html", "<head", "<body");
    private static final int SNIFFED_BYTES = 1024;

    private MediaTypes() {}

    /** Type and subtype, lower case; empty when there are none. */
    static String essence(String contentType) {
        int end = contentType.indexOf(';');
        String essence =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return essence.indexOf('/') > 0 ? essence : "";
    }

    // parameter: "charset" "=" (token | quoted-string)
    static String charset(String contentType) {
        for (String parameter : contentType.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                String value = parameter.substring(equals + 1).strip();
                return value.replace("\"", "").replace("'", "").strip();
            }
        }
        return "";
    }

    /** The type of a payload that is a page of text; HTML is recognised under types that say little. */
    static Optional<String> ofText(Content.Payload payload) {
        String declared = payload.mediaType();
        if (PAGES.contains(declared)) {
            return Optional.of(declared);
        }
        return DOUBTFUL.contains(declared) && opensLikeHtml(payload.bytes()) ? Optional.of(HTML) : Optional.empty();
    }

    private static boolean opensLikeHtml(byte[] bytes) {
        int length = Math.min(bytes.length, SNIFFED_BYTES);
        String opening = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return HTML_OPENINGS.stream().anyMatch(opening::contains);
    }
}
