package dev.millrace.jobs.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether what is called a page is an image, an archive, a program …, by its first bytes. */
final class BinaryData {
    /** Of the resource header in WHATWG's MIME Sniffing. */
    private static final int LOOKED_AT = 1445;

    private static final int FEWEST = 4;
    private static final double SHARE = 0.02;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private BinaryData() {}

    static boolean is(byte[] bytes) {
        if (begins(bytes, PDF)) {
            return true;
        }
        if (isWide(bytes)) {
            return false;
        }
        int looked = Math.min(bytes.length, LOOKED_AT);
        int binary = 0;
        for (int i = 0; i < looked; i++) {
            binary += isBinary(bytes[i]) ? 1 : 0;
        }
        return binary >= FEWEST && binary > looked * SHARE;
    }

    /** UTF-16 and UTF-32 by their mark, or by a first character of ASCII. */
    private static boolean isWide(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return (first == 0xFE && second == 0xFF)
                || (first == 0xFF && second == 0xFE)
                || (first == 0 && isText(second))
                || (second == 0 && isText(first));
    }

    private static boolean isText(int ascii) {
        return (ascii >= ' ' && ascii < 0x7F) || ascii == '\n' || ascii == '\r' || ascii == '\t';
    }

    // binary data byte: 0x00-0x08 | 0x0B | 0x0E-0x1A | 0x1C-0x1F (MIME Sniffing)
    private static boolean isBinary(byte b) {
        return (b >= 0 && b <= 0x08) || b == 0x0B || (b >= 0x0E && b <= 0x1F && b != 0x1B);
    }

    private static boolean begins(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
