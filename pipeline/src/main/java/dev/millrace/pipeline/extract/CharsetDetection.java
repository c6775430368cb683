package dev.millrace.pipeline.extract;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the charset of a page: byte order mark, then what the HTTP header and the page itself declare, then detection.
 * A declaration that the bytes contradict counts for nothing; undeclared bytes that are valid UTF-8 are UTF-8.
 */
final class CharsetDetection {
    private static final int DETECTED_BYTES = 1 << 16;
    private static final int LEAST_CONFIDENCE = 10;
    private static final int LEAST_SAMPLE = 16;
    private static final byte ESCAPE = 0x1B;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private CharsetDetection() {}

    /** @param header charset named by the HTTP header; empty when it names none */
    static Charset detect(byte[] bytes, String header) {
        Optional<Charset> mark = byteOrderMark(bytes);
        if (mark.isPresent()) {
            return mark.get();
        }
        Optional<Charset> wide = withoutMark16(bytes);
        if (wide.isPresent()) {
            return wide.get();
        }
        Predicate<Charset> fits = charset -> fits(bytes, charset);
        Optional<Charset> declared = Stream.of(CharsetNames.find(header), MetaCharset.find(bytes))
                .flatMap(Optional::stream)
                .filter(fits)
                .findFirst();
        if (declared.isPresent()) {
            return declared.get();
        }
        boolean escapes = contains(bytes, ESCAPE);
        if (!escapes && isUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        return detected(bytes);
    }

    // EF BB BF, FF FE 00 00, 00 00 FE FF, FE FF, FF FE
    private static Optional<Charset> byteOrderMark(byte[] bytes) {
        int first = four(bytes);
        if ((first & 0xFFFFFF00) == 0xEFBBBF00) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (first == 0xFFFE0000) {
            return Optional.of(Charset.forName("UTF-32LE"));
        }
        if (first == 0x0000FEFF) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        if (first >>> 16 == 0xFEFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return first >>> 16 == 0xFFFE ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    /** A page begins with {@code <} or white space: in UTF-16 with a zero byte beside it. */
    private static Optional<Charset> withoutMark16(byte[] bytes) {
        int first = four(bytes);
        if ((first & 0xFF00FF00) == 0 && (first & 0x00FF00FF) != 0 && isMarkup(first >>> 16 & 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if ((first & 0x00FF00FF) == 0 && (first & 0xFF00FF00) != 0 && isMarkup(first >>> 24 & 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static boolean isMarkup(int c) {
        return c == '<' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** The first four bytes, of which those that are missing count as text. */
    private static int four(byte[] bytes) {
        byte[] first = {0x7F, 0x7F, 0x7F, 0x7F};
        System.arraycopy(bytes, 0, first, 0, Math.min(bytes.length, first.length));
        return ByteBuffer.wrap(first).getInt();
    }

    /** Whether bytes say something in a declared charset, but for a stray byte or two. */
    private static boolean fits(byte[] bytes, Charset charset) {
        String name = charset.name();
        if (name.startsWith("UTF-16") || name.startsWith("UTF-32")) {
            return false;
        }
        int length = Math.min(bytes.length, DETECTED_BYTES);
        CharBuffer out = CharBuffer.allocate(length + 1);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        decoder.decode(ByteBuffer.wrap(bytes, 0, length), out, false);
        char[] decoded = out.array();
        int end = out.position();
        int wrong = 0;
        int special = 0;
        for (int i = 0; i < end; i++) {
            wrong += decoded[i] == '\uFFFD' ? 1 : 0;
            special += decoded[i] > 0x7F ? 1 : 0;
        }
        return wrong <= 2 || wrong * 50L < special;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            int length = validUtf8Prefix(bytes);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return fits(bytes, StandardCharsets.UTF_8) && hasMultibyte(bytes);
        }
    }

    /** Without a character that the end of a truncated page cuts off. */
    private static int validUtf8Prefix(byte[] bytes) {
        int end = bytes.length;
        for (int back = 1; back <= 3 && end - back >= 0; back++) {
            int b = bytes[end - back] & 0xFF;
            if (b >= 0xC0) {
                return end - back;
            }
            if (b < 0x80) {
                break;
            }
        }
        return end;
    }

    private static boolean hasMultibyte(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            boolean two = (bytes[i] & 0xE0) == 0xC0 && (bytes[i + 1] & 0xC0) == 0x80;
            boolean three = (bytes[i] & 0xF0) == 0xE0 && (bytes[i + 1] & 0xC0) == 0x80 && (bytes[i + 2] & 0xC0) == 0x80;
            if (two || three) {
                return true;
            }
        }
        return false;
    }

    /** A page that looks Western by the English in it is asked again for its words of another script alone. */
    private static Charset detected(byte[] bytes) {
        byte[] sample = MetaCharset.withoutTags(bytes, DETECTED_BYTES);
        Charset whole = likeliest(bytes, sample).orElse(WESTERN);
        byte[] words = whole.equals(WESTERN) ? MetaCharset.wordsBeyondAscii(sample) : new byte[0];
        return words.length < LEAST_SAMPLE ? whole : likeliest(bytes, words).orElse(whole);
    }

    private static Optional<Charset> likeliest(byte[] bytes, byte[] sample) {
        for (CharsetMatch match : new CharsetDetector().setText(sample).detectAll()) {
            Optional<Charset> charset = CharsetNames.find(match.getName());
            if (charset.isPresent() && match.getConfidence() >= LEAST_CONFIDENCE && fits(bytes, charset.get())) {
                return charset;
            }
        }
        return Optional.empty();
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }
}
