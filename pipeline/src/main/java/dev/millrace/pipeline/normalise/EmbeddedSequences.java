package dev.millrace.pipeline.normalise;

/**
 * Finds runs of characters within sound text that look like UTF-8 misread as an encoding akin to Latin-1, whatever that
 * encoding is. After ftfy 6.3 (UTF8_DETECTOR_RE, ftfy/chardata.py, Apache-2.0).
 */
final class EmbeddedSequences {
    private static final int FIRST_OF_2 = 1;
    private static final int FIRST_OF_3 = 2;
    private static final int FIRST_OF_4 = 4;
    private static final int CONTINUATION = 8;
    private static final int STRICT = 16;
    private static final String AKIN =
            "ISO-8859-1 windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1257";
    private static final String STANDS_FOR_ITSELF = " –—―‘’‚“”„•…\u00A0";
    private static final byte[] ROLES = new byte[1 << 16];

    static {
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            if (AKIN.contains(encoding.name())) {
                for (int b = 0x80; b < 0xF5; b++) {
                    ROLES[encoding.character(b)] |= (byte) role(b);
                }
            }
        }
        ROLES[' '] |= CONTINUATION;
        for (char c = 0x80; c < 0xC0; c++) {
            ROLES[c] |= CONTINUATION | STRICT;
        }
        STANDS_FOR_ITSELF.chars().filter(c -> c > 0xFF).forEach(c -> ROLES[c] &= ~STRICT);
    }

    private EmbeddedSequences() {}

    private static int role(int b) {
        if (b < 0xC0) {
            return CONTINUATION | STRICT;
        }
        if (b < 0xC2) {
            return 0;
        }
        if (b < 0xE0) {
            return FIRST_OF_2;
        }
        return b < 0xF0 ? FIRST_OF_3 : b == 0xF0 || b == 0xF3 ? FIRST_OF_4 : 0;
    }

    /** First position from here where a run begins; the text's length when none does. */
    static int next(CharSequence text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x80 && (at == 0 || (ROLES[text.charAt(at - 1)] & STRICT) == 0) && end(text, at) > at) {
                return at;
            }
        }
        return text.length();
    }

    /** Where the run ends that begins here; {@code from} when none does. */
    static int end(CharSequence text, int from) {
        int at = from;
        while (at < text.length()) {
            int length = length(text, at);
            if (length == 0) {
                break;
            }
            at += length;
        }
        return at;
    }

    private static int length(CharSequence text, int at) {
        int role = ROLES[text.charAt(at)];
        int continuations = 0;
        while (continuations < 3
                && at + continuations + 1 < text.length()
                && (ROLES[text.charAt(at + continuations + 1)] & CONTINUATION) != 0) {
            continuations++;
        }
        if ((role & FIRST_OF_2) != 0 && continuations >= 1) {
            return 2;
        }
        if ((role & FIRST_OF_3) != 0 && continuations >= 2) {
            return 3;
        }
        return (role & FIRST_OF_4) != 0 && continuations == 3 ? 4 : 0;
    }
}
