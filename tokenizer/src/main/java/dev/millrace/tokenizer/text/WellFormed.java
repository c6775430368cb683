package dev.millrace.tokenizer.text;

/** Which bytes are UTF-8 (The Unicode Standard, table 3-7). */
public final class WellFormed {
    private static final byte STAND_IN = 1;

    private WellFormed() {}

    /**
     * Puts U+0001, a symbol of one byte, in the place of every byte that is part of no character, so that what reads
     * characters may read the text.
     *
     * @param utf8 changed in place, up to {@code length}
     * @return how many bytes were replaced
     */
    public static int replaceOthers(byte[] utf8, int length) {
        int replaced = 0;
        int at = 0;
        while (at < length) {
            int bytes = utf8[at] >= 0 ? 1 : characterLength(utf8, at, length);
            if (bytes == 0) {
                utf8[at] = STAND_IN;
                replaced++;
            }
            at += Math.max(1, bytes);
        }
        return replaced;
    }

    /** Bytes of the character that begins at a byte from 0x80 on; 0 if there is none. */
    private static int characterLength(byte[] utf8, int at, int length) {
        int lead = utf8[at] & 0xFF;
        int second = at + 1 < length ? utf8[at + 1] & 0xFF : 0;
        if (lead < 0xC2 || lead > 0xF4 || second < 0x80 || second > 0xBF) {
            return 0;
        }
        if (lead < 0xE0) {
            return 2;
        }
        // E0 A0–BF, ED 80–9F, F0 90–BF, F4 80–8F
        boolean shortest = (lead != 0xE0 || second >= 0xA0) && (lead != 0xF0 || second >= 0x90);
        boolean assignable = (lead != 0xED || second <= 0x9F) && (lead != 0xF4 || second <= 0x8F);
        if (!shortest || !assignable || !isContinuation(utf8, at + 2, length)) {
            return 0;
        }
        if (lead < 0xF0) {
            return 3;
        }
        return isContinuation(utf8, at + 3, length) ? 4 : 0;
    }

    private static boolean isContinuation(byte[] utf8, int at, int length) {
        return at < length && Utf8.isContinuation(utf8[at]);
    }
}
