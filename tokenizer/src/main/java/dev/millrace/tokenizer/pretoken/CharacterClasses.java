package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.CodePointMap;
import dev.millrace.tokenizer.text.UnicodeTable;

/** What the regular expressions tell apart, by code point, read straight off UTF-8 bytes. */
final class CharacterClasses {
    /** {@code [^\s\p{L}\p{N}\p{M}]}. */
    static final int OTHER = 0;
    /** {@code \p{M}}. */
    static final int MARK = 1;
    /** {@code [\p{Lu}\p{Lt}]}. */
    static final int UPPER = 2;
    /** {@code \p{Ll}}. */
    static final int LOWER = 3;
    /** {@code [\p{Lm}\p{Lo}]}. */
    static final int UNCASED = 4;
    /** {@code \p{N}}. */
    static final int NUMBER = 5;
    /** {@code [^\S\r\n]}. */
    static final int SPACE = 6;
    /** {@code [\r\n]}. */
    static final int NEWLINE = 7;

    private static final int LENGTH_BITS = 3;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final CodePointMap CLASSES = classes();
    private static final byte[] ASCII = ascii();

    private CharacterClasses() {}

    /** Class and length in bytes of the character at {@code at}; see {@link #kind} and {@link #length}. */
    static int read(byte[] utf8, int at) {
        int lead = utf8[at];
        if (lead >= 0) {
            return ASCII[lead] << LENGTH_BITS | 1;
        }
        // 110xxxxx 10xxxxxx | 1110xxxx 10xxxxxx 10xxxxxx | 11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
        if (lead < (byte) 0xE0) {
            return CLASSES.at((lead & 0x1F) << 6 | (utf8[at + 1] & 0x3F)) << LENGTH_BITS | 2;
        }
        int two = (utf8[at + 1] & 0x3F) << 6 | (utf8[at + 2] & 0x3F);
        if (lead < (byte) 0xF0) {
            return CLASSES.at((lead & 0x0F) << 12 | two) << LENGTH_BITS | 3;
        }
        return CLASSES.at((lead & 0x07) << 18 | two << 6 | (utf8[at + 3] & 0x3F)) << LENGTH_BITS | 4;
    }

    static int kind(int read) {
        return read >> LENGTH_BITS;
    }

    static int length(int read) {
        return read & LENGTH_MASK;
    }

    /** {@code \p{L}}. */
    static boolean isLetter(int kind) {
        return kind >= UPPER && kind <= UNCASED;
    }

    /** {@code [^\s\p{L}\p{N}]}. */
    static boolean isSymbol(int kind) {
        return kind <= MARK;
    }

    /** {@code \s}. */
    static boolean isSpace(int kind) {
        return kind >= SPACE;
    }

    private static CodePointMap classes() {
        CodePointMap classes = UnicodeTable.map(category -> switch (category) {
            case "Lu", "Lt" -> UPPER;
            case "Ll" -> LOWER;
            case "Lm", "Lo" -> UNCASED;
            case "Mn", "Mc", "Me" -> MARK;
            case "Nd", "Nl", "No" -> NUMBER;
            case "Zs", "Zl", "Zp" -> SPACE;
            default -> OTHER;
        });
        // white space among the control characters
        for (int space : new int[] {'\t', 0x0B, '\f', 0x85}) {
            classes = classes.with(space, SPACE);
        }
        return classes.with('\n', NEWLINE).with('\r', NEWLINE);
    }

    private static byte[] ascii() {
        byte[] ascii = new byte[0x80];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = (byte) CLASSES.at(c);
        }
        return ascii;
    }
}
