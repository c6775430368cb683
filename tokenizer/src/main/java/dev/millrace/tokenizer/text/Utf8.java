package dev.millrace.tokenizer.text;

/** Single characters in valid UTF-8. */
public final class Utf8 {
    /** Most bytes that a character has. */
    public static final int MOST_BYTES = 4;

    private Utf8() {}

    /** Number of bytes of the character that begins with this byte. */
    public static int length(byte lead) {
        if (lead >= 0) {
            return 1;
        }
        return lead < (byte) 0xE0 ? 2 : lead < (byte) 0xF0 ? 3 : 4;
    }

    /** The character that begins at {@code at}. */
    public static int codePoint(byte[] utf8, int at) {
        int lead = utf8[at];
        if (lead >= 0) {
            return lead;
        }
        // 110xxxxx 10xxxxxx | 1110xxxx 10xxxxxx 10xxxxxx | 11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
        if (lead < (byte) 0xE0) {
            return (lead & 0x1F) << 6 | (utf8[at + 1] & 0x3F);
        }
        int two = (utf8[at + 1] & 0x3F) << 6 | (utf8[at + 2] & 0x3F);
        if (lead < (byte) 0xF0) {
            return (lead & 0x0F) << 12 | two;
        }
        return (lead & 0x07) << 18 | two << 6 | (utf8[at + 3] & 0x3F);
    }

    /** First byte of the character before the one that begins at {@code at}, which is not the text's first. */
    public static int before(byte[] utf8, int at) {
        int lead = at - 1;
        while (isContinuation(utf8[lead])) {
            lead--;
        }
        return lead;
    }

    /** Whether the byte is not the first of its character. */
    public static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    /** Number of characters. */
    public static int count(byte[] utf8, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            if (!isContinuation(utf8[at])) {
                count++;
            }
        }
        return count;
    }

    /**
     * Writes a character that is no surrogate.
     *
     * @return where the next one begins
     */
    public static int write(int codePoint, byte[] out, int at) {
        if (codePoint < 0x80) {
            out[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            out[at] = (byte) (0xC0 | (codePoint >> 6));
            out[at + 1] = (byte) (0x80 | (codePoint & 0x3F));
            return at + 2;
        }
        if (codePoint < 0x10000) {
            out[at] = (byte) (0xE0 | (codePoint >> 12));
            out[at + 1] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            out[at + 2] = (byte) (0x80 | (codePoint & 0x3F));
            return at + 3;
        }
        out[at] = (byte) (0xF0 | (codePoint >> 18));
        out[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        return at + 4;
    }
}
