package dev.millrace.pipeline.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.WordBreak;
import com.ibm.icu.lang.UProperty;

/**
 * Where a segment of Unicode's default word boundaries ends (UAX #29, section 4, without dictionaries and without
 * tailoring).
 */
final class WordBreaks {
    private static final int BMP = 0x10000;
    private static final byte[] CLASSES = new byte[BMP];

    static {
        for (int c = 0; c < BMP; c++) {
            CLASSES[c] = (byte) UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
        }
    }

    private WordBreaks() {}

    /** Position after the segment that starts at {@code from}, which must be a boundary before {@code to}. */
    static int end(char[] text, int from, int to) {
        int c = Character.codePointAt(text, from, to);
        int raw = classOf(c);
        int at = from + Character.charCount(c);
        if (raw == WordBreak.CR) {
            return at < to && text[at] == '\n' ? at + 1 : at;
        }
        if (newline(raw)) {
            return at;
        }
        int last = ignored(raw) ? WordBreak.OTHER : raw;
        boolean odd = raw == WordBreak.REGIONAL_INDICATOR;
        while (at < to) {
            c = Character.codePointAt(text, at, to);
            int next = classOf(c);
            int after = at + Character.charCount(c);
            if (ignored(next)) { // WB4
                raw = next;
                at = after;
                continue;
            }
            boolean bridged = bridged(last, next, text, after, to);
            boolean joined = bridged
                    || (raw == WordBreak.ZWJ && pictograph(c)) // WB3c
                    || (raw == WordBreak.WSEGSPACE && next == WordBreak.WSEGSPACE) // WB3d
                    || joined(last, next, odd);
            if (!joined) {
                return at;
            }
            odd = next == WordBreak.REGIONAL_INDICATOR && !odd;
            // a mark that joins the same class on both its sides stands for that class
            last = bridged ? last : next;
            raw = next;
            at = after;
        }
        return to;
    }

    /** WB5, 7a, 8 to 10, 13 to 13b, 15, 16. */
    private static boolean joined(int last, int next, boolean odd) {
        if (letter(last)) {
            return letter(next)
                    || next == WordBreak.NUMERIC
                    || next == WordBreak.EXTENDNUMLET
                    || (last == WordBreak.HEBREW_LETTER && next == WordBreak.SINGLE_QUOTE);
        }
        return switch (last) {
            case WordBreak.NUMERIC -> next == WordBreak.NUMERIC || letter(next) || next == WordBreak.EXTENDNUMLET;
            case WordBreak.KATAKANA -> next == WordBreak.KATAKANA || next == WordBreak.EXTENDNUMLET;
            case WordBreak.EXTENDNUMLET ->
                letter(next)
                        || next == WordBreak.NUMERIC
                        || next == WordBreak.KATAKANA
                        || next == WordBreak.EXTENDNUMLET;
            case WordBreak.REGIONAL_INDICATOR -> odd && next == WordBreak.REGIONAL_INDICATOR;
            default -> false;
        };
    }

    /** WB6, 7, 7b, 7c, 11, 12: a mark between two letters or two numbers. */
    private static boolean bridged(int last, int mark, char[] text, int from, int to) {
        boolean either = mark == WordBreak.MIDNUMLET || mark == WordBreak.SINGLE_QUOTE;
        if (letter(last) && (either || mark == WordBreak.MIDLETTER)) {
            return letter(significant(text, from, to));
        }
        if (last == WordBreak.HEBREW_LETTER && mark == WordBreak.DOUBLE_QUOTE) {
            return significant(text, from, to) == WordBreak.HEBREW_LETTER;
        }
        return last == WordBreak.NUMERIC
                && (either || mark == WordBreak.MIDNUM)
                && significant(text, from, to) == WordBreak.NUMERIC;
    }

    /** Class of the next character that WB4 does not pass over; none is as one that joins nothing. */
    private static int significant(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(text, at, to);
            if (!ignored(classOf(c))) {
                return classOf(c);
            }
            at += Character.charCount(c);
        }
        return WordBreak.OTHER;
    }

    private static boolean letter(int wordBreak) {
        return wordBreak == WordBreak.ALETTER || wordBreak == WordBreak.HEBREW_LETTER;
    }

    private static boolean newline(int wordBreak) {
        return wordBreak == WordBreak.LF || wordBreak == WordBreak.NEWLINE;
    }

    private static boolean ignored(int wordBreak) {
        return wordBreak == WordBreak.EXTEND || wordBreak == WordBreak.FORMAT || wordBreak == WordBreak.ZWJ;
    }

    private static boolean pictograph(int c) {
        return c >= 0xa9 && UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    private static int classOf(int c) {
        return c < BMP ? CLASSES[c] : UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
    }
}
