package dev.millrace.tokenizer.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.VersionInfo;

/**
 * Properties of characters as Hugging Face's tokenizers see them, whose parts follow different versions of Unicode:
 * what a later version added is not known to them. Independent of the Java that runs.
 */
public final class CharacterProperties {
    private static final int PUNCTUATION = 1;
    private static final int MARK = 1 << 1;
    private static final int NUMERIC = 1 << 2;
    private static final int WORD = 1 << 3;
    private static final int CASED = 1 << 4;

    private static final VersionInfo OF_PUNCTUATION = VersionInfo.getInstance(8);
    private static final VersionInfo OF_MARKS = VersionInfo.getInstance(9);
    private static final VersionInfo OF_CASE = VersionInfo.getInstance(17);

    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final CodePointMap FLAGS = CodePointMap.of(CharacterProperties::flags);

    private CharacterProperties() {}

    /** Punctuation of Unicode 8, and what ASCII has of symbols. */
    public static boolean isPunctuation(int codePoint) {
        return (FLAGS.at(codePoint) & PUNCTUATION) != 0;
    }

    /** {@code \p{M}} of Unicode 9. */
    public static boolean isCombiningMark(int codePoint) {
        return (FLAGS.at(codePoint) & MARK) != 0;
    }

    /** {@code \p{N}} of Unicode 17. */
    public static boolean isNumeric(int codePoint) {
        return (FLAGS.at(codePoint) & NUMERIC) != 0;
    }

    /** {@code \w} of Unicode 16: letters, marks, decimal digits, connectors, joiners. */
    public static boolean isWord(int codePoint) {
        return (FLAGS.at(codePoint) & WORD) != 0;
    }

    /** Whether {@link #lowercase} gives another character. */
    public static boolean hasLowercase(int codePoint) {
        return (FLAGS.at(codePoint) & CASED) != 0;
    }

    /**
     * The lower-case letter, whatever stands around the character. U+0130 alone has two, of which this is the first:
     * {@code i}, which U+0307 follows.
     */
    public static int lowercase(int codePoint) {
        return codePoint == DOTTED_CAPITAL_I ? 'i' : UCharacter.toLowerCase(codePoint);
    }

    private static int flags(int codePoint) {
        if (codePoint < 0x80) {
            return ascii(codePoint);
        }
        VersionInfo age = UCharacter.getAge(codePoint);
        String category = UnicodeTable.category(codePoint);
        char major = category.charAt(0);
        int flags = 0;
        // the first two were punctuation still in Unicode 8
        if (codePoint == 0x166D || codePoint == 0x111C9 || (major == 'P' && since(age, OF_PUNCTUATION))) {
            flags |= PUNCTUATION;
        }
        // and these are of another category since Unicode 9
        boolean changed = codePoint == 0x111C9 || codePoint == 0x1CF2 || codePoint == 0x1CF3;
        if ((major == 'M' && since(age, OF_MARKS)) != changed) {
            flags |= MARK;
        }
        if (isNumber(codePoint) && since(age, OF_CASE)) {
            flags |= NUMERIC;
        }
        if ((major != 'C' || category.equals("Cf")) && isWord(codePoint, category)) {
            flags |= WORD;
        }
        if (lowercase(codePoint) != codePoint && since(age, OF_CASE)) {
            flags |= CASED;
        }
        return flags;
    }

    private static int ascii(int c) {
        if (c >= '0' && c <= '9') {
            return NUMERIC | WORD;
        }
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return c <= 'Z' ? WORD | CASED : WORD;
        }
        if (c == '_') {
            return WORD | PUNCTUATION;
        }
        return c > ' ' && c < 0x7F ? PUNCTUATION : 0;
    }

    private static boolean isNumber(int codePoint) {
        int type = UCharacter.getType(codePoint);
        return type == UCharacter.DECIMAL_DIGIT_NUMBER
                || type == UCharacter.LETTER_NUMBER
                || type == UCharacter.OTHER_NUMBER;
    }

    private static boolean isWord(int codePoint, String category) {
        return category.charAt(0) == 'M'
                || category.equals("Nd")
                || category.equals("Pc")
                || UCharacter.hasBinaryProperty(codePoint, UProperty.ALPHABETIC)
                || UCharacter.hasBinaryProperty(codePoint, UProperty.JOIN_CONTROL);
    }

    private static boolean since(VersionInfo age, VersionInfo version) {
        return age.compareTo(version) <= 0;
    }
}
