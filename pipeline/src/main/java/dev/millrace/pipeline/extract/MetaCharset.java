package dev.millrace.pipeline.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a page's own first bytes declare, read without knowing its charset. */
final class MetaCharset {
    private static final int PRESCAN_BYTES = 1 << 14;
    private static final String NAME_END = "\"' ;>?/\t\r\n";

    private MetaCharset() {}

    // <meta charset=NAME> | <meta … content="…; charset=NAME"> | <?xml … encoding="NAME"?>
    static Optional<Charset> find(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, PRESCAN_BYTES), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        if (head.startsWith("<?xml")) {
            int end = head.indexOf("?>");
            Optional<Charset> xml = named(head, 0, end < 0 ? head.length() : end, "encoding");
            if (xml.isPresent()) {
                return xml;
            }
        }
        for (int tag = head.indexOf("<meta"); tag >= 0; tag = head.indexOf("<meta", tag + 1)) {
            int end = head.indexOf('>', tag);
            Optional<Charset> meta = named(head, tag, end < 0 ? head.length() : end, "charset");
            if (meta.isPresent()) {
                return meta;
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> named(String head, int from, int to, String key) {
        int at = head.indexOf(key, from);
        if (at < 0 || at >= to) {
            return Optional.empty();
        }
        int start = at + key.length();
        while (start < to && (head.charAt(start) == ' ' || head.charAt(start) == '=' || isQuote(head.charAt(start)))) {
            start++;
        }
        int end = start;
        while (end < to && NAME_END.indexOf(head.charAt(end)) < 0) {
            end++;
        }
        return CharsetNames.find(head.substring(start, end));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** Up to so many bytes of what lies outside tags, where a page says what a charset can be told by. */
    static byte[] withoutTags(byte[] bytes, int most) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean inTag = false;
        for (int i = 0; i < bytes.length && text.size() < most; i++) {
            if (bytes[i] == '<' && i + 1 < bytes.length && isTagStart(bytes[i + 1])) {
                inTag = true;
            } else if (bytes[i] == '>' && inTag) {
                inTag = false;
                text.write(' ');
            } else if (!inTag) {
                text.write(bytes[i]);
            }
        }
        return text.size() == 0 ? bytes : text.toByteArray();
    }

    /** The words of three bytes and more that are mostly beyond ASCII, a space between them. */
    static byte[] wordsBeyondAscii(byte[] text) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        int start = 0;
        int beyond = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i < text.length && (text[i] < 0 || text[i] > ' ')) {
                beyond += text[i] < 0 ? 1 : 0;
                continue;
            }
            if (beyond >= 3 && 2 * beyond > i - start) {
                words.write(text, start, i - start);
                words.write(' ');
            }
            start = i + 1;
            beyond = 0;
        }
        return words.toByteArray();
    }

    private static boolean isTagStart(byte b) {
        return b == '/' || b == '!' || b == '?' || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
