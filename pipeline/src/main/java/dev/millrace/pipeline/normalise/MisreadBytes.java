package dev.millrace.pipeline.normalise;

import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes that were UTF-8 once, read again: with no-break spaces that became spaces, with characters that were lost, with
 * pairs of surrogates in the place of a character (CESU-8). The substitutions are those of ftfy 6.3 (ftfy/fixes.py and
 * ftfy/chardata.py, Apache-2.0).
 */
final class MisreadBytes {
    private static final char REPLACEMENT = 0xFFFD;
    private static final byte[][] WORDS_AFTER_A = {
        {'q', 'u', 'e', 'l', 'e'}, {'q', 'u', 'e', 'l', 'a'}, {'q', 'u', 'i', 'l', 'o'}, {'s', ' '}
    };

    private MisreadBytes() {}

    /**
     * Puts A0 back where a space stands for it in a sequence: {@code C3 20} before a word is "à" and the space after it,
     * unless what follows is the rest of a Portuguese word.
     */
    static byte[] withSpacesRestored(byte[] bytes) {
        byte[] restored = bytes;
        int size = 0;
        boolean changed = false;
        for (int at = 0; at < bytes.length; at++) {
            int step = alteredLength(bytes, at);
            if (step == 0) {
                if (changed) {
                    restored[size] = bytes[at];
                }
                size++;
                continue;
            }
            if (!changed) {
                changed = true;
                restored = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            for (int i = 0; i < step; i++) {
                byte b = bytes[at + i];
                restored[size++] = b == ' ' ? (byte) 0xA0 : b;
            }
            if (step == 2 && bytes[at] == (byte) 0xC3 && standsAlone(bytes, at + 2)) {
                restored[size++] = ' ';
            }
            at += step - 1;
        }
        return changed ? Arrays.copyOf(restored, size) : bytes;
    }

    // [C2 C3 C5 CE D0 D9] 20 | [E2 E3] 20 c | [E0-E3] c 20 | F0 20 cc | F0 c 20 c | F0 cc 20, c but for 85 and A0
    private static int alteredLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF0) {
            return 0;
        }
        switch (lead) {
            case 0xC2, 0xC3, 0xC5, 0xCE, 0xD0, 0xD9 -> {
                return is(bytes, at + 1, ' ') ? 2 : 0;
            }
            case 0xE0, 0xE1 -> {
                return narrow(bytes, at + 1) && is(bytes, at + 2, ' ') ? 3 : 0;
            }
            case 0xE2, 0xE3 -> {
                boolean altered = (is(bytes, at + 1, ' ') && narrow(bytes, at + 2))
                        || (narrow(bytes, at + 1) && is(bytes, at + 2, ' '));
                return altered ? 3 : 0;
            }
            case 0xF0 -> {
                int spaces = 0;
                int others = 0;
                for (int i = 1; i < 4; i++) {
                    spaces += is(bytes, at + i, ' ') ? 1 : 0;
                    others += continues(bytes, at + i) ? 1 : 0;
                }
                return spaces == 1 && others == 2 ? 4 : 0;
            }
            default -> {
                return 0;
            }
        }
    }

    private static boolean standsAlone(byte[] bytes, int at) {
        if (is(bytes, at, ' ')) {
            return false;
        }
        for (byte[] word : WORDS_AFTER_A) {
            if (at + word.length <= bytes.length && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
                return false;
            }
        }
        return true;
    }

    /** The text, when all of it is UTF-8; sequences that lost a byte become U+FFFD where that is asked for. */
    static Optional<String> decode(byte[] bytes, Lost lost) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int at = 0; at < bytes.length; ) {
            int b = bytes[at] & 0xFF;
            if (b < 0x80 && b != SingleByteEncoding.LOST) {
                text.append((char) b);
                at++;
                continue;
            }
            int length = sequence(bytes, at, text);
            if (length == 0 && lost == Lost.REPLACED) {
                length = lossy(bytes, at);
                if (length > 0) {
                    text.append(REPLACEMENT);
                }
            }
            if (length == 0 && b == SingleByteEncoding.LOST && lost == Lost.KEPT) {
                text.append((char) b);
                length = 1;
            }
            if (length == 0) {
                return Optional.empty();
            }
            at += length;
        }
        return Optional.of(text.toString());
    }

    /** What becomes of a sequence that a byte of was lost. */
    enum Lost {
        KEPT,
        REPLACED
    }

    /** Appends the character that begins here; the number of its bytes, 0 when there is none. */
    private static int sequence(byte[] bytes, int at, StringBuilder text) {
        int lead = bytes[at] & 0xFF;
        int length =
                lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        if (lead == 0xC0 && at + 1 < bytes.length && (bytes[at + 1] & 0xFF) == 0x80) {
            text.append('\0');
            return 2;
        }
        if (length == 0) {
            return 0;
        }
        int c = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            if (!continues(bytes, at + i)) {
                return 0;
            }
            c = c << 6 | (bytes[at + i] & 0x3F);
        }
        if ((length == 3 && c < 0x800) || (length == 4 && (c < 0x10000 || c > Character.MAX_CODE_POINT))) {
            return 0;
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return surrogates(bytes, at, c, text);
        }
        text.appendCodePoint(c);
        return length;
    }

    // CESU-8: ED [A0-AF] c ED [B0-BF] c
    private static int surrogates(byte[] bytes, int at, int high, StringBuilder text) {
        boolean pair = high < Character.MIN_LOW_SURROGATE
                && at + 5 < bytes.length
                && (bytes[at + 3] & 0xFF) == 0xED
                && (bytes[at + 4] & 0xF0) == 0xB0
                && continues(bytes, at + 5);
        if (!pair) {
            return 0;
        }
        text.append((char) high);
        text.append((char) (0xD000 | (bytes[at + 4] & 0x3F) << 6 | (bytes[at + 5] & 0x3F)));
        return 6;
    }

    // [C2-DF] 1A | [C2 C3] ? | [E0-EF] (1A|?) (1A|c) | [E0-EF] (1A|c) (1A|?) | likewise of four, and pairs of
    // surrogates | 1A
    private static int lossy(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead == SingleByteEncoding.LOST) {
            return 1;
        }
        if (lead >= 0xC2 && lead < 0xE0) {
            boolean lost = is(bytes, at + 1, SingleByteEncoding.LOST) || (lead <= 0xC3 && is(bytes, at + 1, '?'));
            return lost ? 2 : 0;
        }
        if (lead == 0xED && at + 5 < bytes.length && (bytes[at + 3] & 0xFF) == 0xED) {
            boolean pair = (bytes[at + 1] & 0xF0) == 0xA0
                    && (bytes[at + 4] & 0xF0) == 0xB0
                    && (lost(bytes, at + 2) || continues(bytes, at + 2))
                    && (lost(bytes, at + 5) || continues(bytes, at + 5));
            if (pair) {
                return 6;
            }
        }
        int length = lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        int marks = 0;
        int lost = 0;
        for (int i = 1; i < length; i++) {
            boolean mark = is(bytes, at + i, '?');
            boolean gone = is(bytes, at + i, SingleByteEncoding.LOST);
            if (!mark && !gone && !continues(bytes, at + i)) {
                return 0;
            }
            marks += mark ? 1 : 0;
            lost += mark || gone ? 1 : 0;
        }
        return lost > 0 && marks <= 1 ? length : 0;
    }

    private static boolean lost(byte[] bytes, int at) {
        return is(bytes, at, SingleByteEncoding.LOST) || is(bytes, at, '?');
    }

    private static boolean is(byte[] bytes, int at, int value) {
        return at < bytes.length && bytes[at] == value;
    }

    private static boolean continues(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
    }

    private static boolean narrow(byte[] bytes, int at) {
        return continues(bytes, at) && (bytes[at] & 0xFF) != 0x85 && (bytes[at] & 0xFF) != 0xA0;
    }
}
