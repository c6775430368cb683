package dev.millrace.pipeline.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.NumericType;
import com.ibm.icu.lang.UProperty;

/** Kinds of characters as the methods of Python's {@code str} of the same names know them, by code point. */
public final class PythonCharacters {
    private PythonCharacters() {}

    /** {@code isalpha}: a letter of any kind. */
    public static boolean isAlpha(int c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    /** {@code isalnum}: a letter, or anything with a numeric value. */
    public static boolean isAlnum(int c) {
        if (c < 0x80) {
            return isAlpha(c) || (c >= '0' && c <= '9');
        }
        return Character.isLetter(c) || numericType(c) != NumericType.NONE;
    }

    /** {@code isdigit}: decimal digits of any script, and digits with a form, such as {@code ²}. */
    public static boolean isDigit(int c) {
        if (c < 0x80) {
            return c >= '0' && c <= '9';
        }
        int type = numericType(c);
        return type == NumericType.DECIMAL || type == NumericType.DIGIT;
    }

    /** {@code isdecimal}, and {@code \d} of a regular expression. */
    public static boolean isDecimal(int c) {
        return c < 0x80 ? c >= '0' && c <= '9' : numericType(c) == NumericType.DECIMAL;
    }

    /** {@code isupper} of one character. */
    public static boolean isUpper(int c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    /** {@code \w} of a regular expression. */
    public static boolean isWord(int c) {
        return c == '_' || isAlnum(c);
    }

    private static int numericType(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.NUMERIC_TYPE);
    }
}
