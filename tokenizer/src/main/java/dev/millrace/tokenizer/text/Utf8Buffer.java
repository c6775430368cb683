package dev.millrace.tokenizer.text;

import java.util.Arrays;

/**
 * UTF-8 bytes of a text, in an array that is used again for the next one and always ends in {@value #PADDING} bytes
 * to spare, so that a reader may load whole words. Not thread-safe.
 */
public final class Utf8Buffer {
    public static final int PADDING = 16;
    private static final int KEPT = 1 << 20;
    private static final int MOST_BYTES_OF_A_CHAR = 3;
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    /** Whether every surrogate in the text has its partner, so that the text has UTF-8 bytes. */
    public static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int codePoint = text.codePointAt(i);
                if (Character.charCount(codePoint) == 1) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The bytes; only the first {@link #length} count. Valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Empties the buffer, and gives back the memory that a very long text took. */
    public void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }

    /**
     * Appends the characters from {@code from} to {@code to}, exclusive. A surrogate without its
     * partner is no text and becomes U+FFFD.
     *
     * @throws IllegalArgumentException if the text has more than 2^31 bytes
     */
    public void append(CharSequence text, int from, int to) {
        reserve(to - from);
        byte[] out = bytes;
        int at = length;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | (c >> 6));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                at = three(out, at, c);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                at = four(out, at, Character.toCodePoint(c, text.charAt(++i)));
            } else {
                at = three(out, at, REPLACEMENT);
            }
        }
        length = at;
    }

    /**
     * Appends bytes as they are.
     *
     * @throws IllegalArgumentException if they are more than 2^31 all together
     */
    public void append(byte[] source, int from, int to) {
        makeRoom((long) length + (to - from) + PADDING, to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    private static int three(byte[] out, int at, int c) {
        out[at] = (byte) (0xE0 | (c >> 12));
        out[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[at + 2] = (byte) (0x80 | (c & 0x3F));
        return at + 3;
    }

    private static int four(byte[] out, int at, int c) {
        out[at] = (byte) (0xF0 | (c >> 18));
        out[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (c & 0x3F));
        return at + 4;
    }

    private void reserve(int characters) {
        makeRoom(length + (long) characters * MOST_BYTES_OF_A_CHAR + PADDING, characters);
    }

    private void makeRoom(long needed, int characters) {
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Text of " + characters + " characters is too long to encode at once");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        }
    }
}
