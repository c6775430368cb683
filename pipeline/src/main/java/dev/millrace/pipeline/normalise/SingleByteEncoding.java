package dev.millrace.pipeline.normalise;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An encoding that UTF-8 is misread as. Windows' encodings are sloppy: a byte that they leave open stands for the
 * control character of that number, as browsers and databases have it, and a lost character for byte 1A.
 */
final class SingleByteEncoding {
    static final byte LOST = 0x1A;

    private static final char REPLACEMENT = 0xFFFD;
    private static final int NONE = -1;

    static final SingleByteEncoding LATIN1 = new SingleByteEncoding("ISO-8859-1", false, true);
    static final SingleByteEncoding WINDOWS_1252 = new SingleByteEncoding("windows-1252", true, true);

    /** In the order in which they are tried. */
    static final List<SingleByteEncoding> ALL = List.of(
            LATIN1,
            WINDOWS_1252,
            new SingleByteEncoding("windows-1251", true, true),
            new SingleByteEncoding("windows-1250", true, true),
            new SingleByteEncoding("windows-1253", true, true),
            new SingleByteEncoding("windows-1254", true, true),
            new SingleByteEncoding("windows-1257", true, true),
            new SingleByteEncoding("ISO-8859-2", false, true),
            new SingleByteEncoding("x-MacRoman", false, false),
            new SingleByteEncoding("IBM437", false, true),
            new SingleByteEncoding("KOI8-R", false, true));

    private final String name;
    private final boolean sloppy;
    private final boolean spaceMayBeA0;
    private final char[] characters = new char[256];
    private final short[] bytes = new short[1 << 16];

    private SingleByteEncoding(String name, boolean sloppy, boolean spaceMayBeA0) {
        this.name = name;
        this.sloppy = sloppy;
        this.spaceMayBeA0 = spaceMayBeA0;
        Arrays.fill(bytes, (short) NONE);
        Charset charset = Charset.forName(name);
        for (int b = 0; b < 256; b++) {
            char c = b < 128 ? (char) b : new String(new byte[] {(byte) b}, charset).charAt(0);
            if (c == REPLACEMENT && sloppy) {
                c = (char) b;
            }
            characters[b] = c;
            if (c != REPLACEMENT) {
                bytes[c] = (short) b;
            }
        }
        if (sloppy) {
            bytes[LOST] = NONE;
            bytes[REPLACEMENT] = LOST;
        }
    }

    String name() {
        return name;
    }

    boolean sloppy() {
        return sloppy;
    }

    /** Whether a space may stand for byte A0; not where A0 is no space. */
    boolean spaceMayBeA0() {
        return spaceMayBeA0;
    }

    boolean encodes(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[text.charAt(i)] == NONE) {
                return false;
            }
        }
        return true;
    }

    /** The byte of a character; negative when there is none. */
    int encode(char c) {
        return bytes[c];
    }

    /** The bytes of a text that this encoding can write. */
    byte[] encode(CharSequence text) {
        byte[] encoded = new byte[text.length()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = (byte) bytes[text.charAt(i)];
        }
        return encoded;
    }

    char character(int b) {
        return characters[b & 0xFF];
    }

    /** UTF-8 misread as this encoding. */
    String misread(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder misread = new StringBuilder(utf8.length);
        for (byte b : utf8) {
            misread.append(character(b));
        }
        return misread.toString();
    }
}
