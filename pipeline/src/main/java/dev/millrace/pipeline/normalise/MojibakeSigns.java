package dev.millrace.pipeline.normalise;

import static dev.millrace.pipeline.normalise.CharacterClasses.BAD;
import static dev.millrace.pipeline.normalise.CharacterClasses.BOX;
import static dev.millrace.pipeline.normalise.CharacterClasses.C1;
import static dev.millrace.pipeline.normalise.CharacterClasses.CLOSING;
import static dev.millrace.pipeline.normalise.CharacterClasses.COMMON;
import static dev.millrace.pipeline.normalise.CharacterClasses.CURRENCY;
import static dev.millrace.pipeline.normalise.CharacterClasses.FACE;
import static dev.millrace.pipeline.normalise.CharacterClasses.LAW;
import static dev.millrace.pipeline.normalise.CharacterClasses.LOWER_ACCENTED;
import static dev.millrace.pipeline.normalise.CharacterClasses.LOWER_COMMON;
import static dev.millrace.pipeline.normalise.CharacterClasses.NUMERIC;
import static dev.millrace.pipeline.normalise.CharacterClasses.OPENING;
import static dev.millrace.pipeline.normalise.CharacterClasses.UPPER_ACCENTED;
import static dev.millrace.pipeline.normalise.CharacterClasses.UPPER_COMMON;

/**
 * Tells whether a text holds sequences of characters that misread UTF-8 makes and people don't write. The sequences are
 * those of ftfy 6.3 (ftfy/badness.py, Apache-2.0), with KOI8-R's and those that begin a text added.
 */
final class MojibakeSigns {
    private static final int ACCENTED = UPPER_ACCENTED | LOWER_ACCENTED;
    private static final int SYMBOL = BOX | OPENING | CLOSING | CURRENCY | NUMERIC | LAW;

    /** Second characters by the bit of the first: pairs that are never written. */
    private static final int[] AFTER = new int[16];

    static {
        pairs(BAD | ACCENTED | SYMBOL, BAD);
        pairs(BAD, ACCENTED | SYMBOL);
        pairs(LOWER_ACCENTED | LOWER_COMMON | BOX | CLOSING | CURRENCY | NUMERIC, UPPER_ACCENTED);
        pairs(BOX | CLOSING | CURRENCY | NUMERIC, LOWER_ACCENTED);
        pairs(LOWER_ACCENTED | BOX | CLOSING, CURRENCY);
        pairs(UPPER_ACCENTED | BOX, NUMERIC | LAW);
        pairs(CURRENCY | NUMERIC | BOX, OPENING);
        pairs(BOX, FACE | CLOSING);
        pairs(ACCENTED | CURRENCY | NUMERIC | OPENING | CLOSING | LAW, BOX);
    }

    private static final String AFTER_LATIN = "€œŠš¢£Ÿž\u00A0\u00AD®©°·»–—´¡«¿΄΅‘‚“„•‹\uF8FF˝”›™";
    private static final String KOI8_LEADS = "пя";

    private MojibakeSigns() {}

    static boolean in(CharSequence text) {
        int length = text.length();
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (c >= 0x80 && startsAt(text, at, c, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sequence has its first character beyond ASCII here. */
    private static boolean startsAt(CharSequence text, int at, char c, int length) {
        int bits = CharacterClasses.of(c);
        if (bits == 0 && c != '‚') {
            return false;
        }
        if ((bits & C1) != 0) {
            return true;
        }
        char next = at + 1 < length ? text.charAt(at + 1) : '\0';
        if (at + 1 >= length) {
            return false;
        }
        int nextBits = CharacterClasses.of(next);
        char third = at + 2 < length ? text.charAt(at + 2) : '\0';
        char before = at > 0 ? text.charAt(at - 1) : '\0';
        return (after(bits) & nextBits) != 0
                || pair(c, bits, next)
                || triple(bits, nextBits, third, at + 2 < length)
                || afterLetter(bits, nextBits, before, at == 0 && c == 'Ã')
                || beforeSpace(text, at, c, next)
                || sequence(text, at, c, length);
    }

    private static int after(int bits) {
        int after = 0;
        for (int left = bits; left != 0; left &= left - 1) {
            after |= AFTER[Integer.numberOfTrailingZeros(left)];
        }
        return after;
    }

    private static boolean pair(char c, int bits, char next) {
        return switch (c) {
                    case 'Â', 'Ã', 'Î', 'Ð' -> AFTER_LATIN.indexOf(next) >= 0;
                    case '×' -> next == '²' || next == '³';
                    case 'à' -> "²µ¹¼½¾".indexOf(next) >= 0;
                    case '√' -> "±∂†≠®™´≤≥¥µø".indexOf(next) >= 0;
                    case '≈' -> next == '°' || next == '¢';
                    case 'Œ', 'œ' -> !latin(next);
                    case 'в' -> next == 'Ђ';
                    case 'ā' -> next == '€';
                    default -> false;
                }
                || ((bits & UPPER_ACCENTED) != 0 && next == '°');
    }

    private static boolean triple(int bits, int nextBits, char third, boolean hasThird) {
        if (!hasThird || (nextBits & (OPENING | CLOSING)) == 0) {
            return false;
        }
        int thirdBits = CharacterClasses.of(third);
        boolean opening = (nextBits & OPENING) != 0;
        return (opening && (bits & (ACCENTED | BOX | CURRENCY | CLOSING)) != 0 && (thirdBits & NUMERIC) != 0)
                || (!opening && (bits & (ACCENTED | CURRENCY | NUMERIC | BOX | LAW)) != 0 && (thirdBits & OPENING) != 0)
                || ((bits & ACCENTED) != 0 && word(third));
    }

    private static boolean afterLetter(int bits, int nextBits, char before, boolean first) {
        boolean currency = (nextBits & CURRENCY) != 0;
        if ((bits & UPPER_ACCENTED) != 0 && currency && (first || space(before))) {
            return true;
        }
        if ((bits & UPPER_ACCENTED) != 0 && (nextBits & (OPENING | CURRENCY)) != 0 && before >= 'a' && before <= 'z') {
            return true;
        }
        return (bits & (LOWER_COMMON | UPPER_COMMON)) != 0 && (nextBits & BAD) != 0 && latin(before);
    }

    /** Forms of {@code Â} and {@code Ã} whose second half, a no-break space, has become a space. */
    private static boolean beforeSpace(CharSequence text, int at, char c, char next) {
        if (c != 'Â' && c != 'Ã') {
            return false;
        }
        char before = at > 0 ? text.charAt(at - 1) : '\0';
        if (next == ' ') {
            char further = at > 1 ? text.charAt(at - 2) : '\0';
            if (at == 0 || lower(before) || (space(before) && lower(further))) {
                return true;
            }
        }
        // "word Â »": a character that was misread into itself with a mark before it
        if (c != 'Â' || at == 0) {
            return false;
        }
        boolean wordBefore =
                lower(before) || ".,?!".indexOf(before) >= 0 || (CharacterClasses.of(before) & CLOSING) != 0;
        return wordBefore && (next == ' ' || (CharacterClasses.of(next) & (OPENING | CLOSING)) != 0);
    }

    private static boolean sequence(CharSequence text, int at, char c, int length) {
        return switch (c) {
            case 'Ø', 'Ù' -> {
                int second = COMMON | CURRENCY | BAD | NUMERIC | OPENING;
                yield at + 3 < length
                        && arabic(text.charAt(at + 1), second)
                        && (text.charAt(at + 2) == 'Ø' || text.charAt(at + 2) == 'Ù')
                        && arabic(text.charAt(at + 3), second);
            }
            case 'В', 'Г', 'Р', 'С' ->
                (at + 2 < length && between(text.charAt(at + 1), "°µ") && "ВГРС".indexOf(text.charAt(at + 2)) >= 0)
                        || twice(text, at, length);
            case 'Β', 'Γ', 'Ξ', 'Ο' ->
                at + 2 < length && between(text.charAt(at + 1), "°") && "ΒΓΞΟ".indexOf(text.charAt(at + 2)) >= 0;
            case 'β' ->
                at + 2 < length && text.charAt(at + 1) == '€' && "™\u00A0Ά\u00AD®°".indexOf(text.charAt(at + 2)) >= 0;
            case '‚' -> mac(text, at, length);
            case 'п', 'я' ->
                at + 3 < length
                        && koi8(text.charAt(at + 1))
                        && KOI8_LEADS.indexOf(text.charAt(at + 2)) >= 0
                        && koi8(text.charAt(at + 3));
            default -> false;
        };
    }

    /** {@code ГўВЂВ.[A-Za-z ]}: UTF-8 read as windows-1251 on top of UTF-8 read as windows-1252. */
    private static boolean twice(CharSequence text, int at, int length) {
        if (at + 5 >= length) {
            return false;
        }
        char last = text.charAt(at + 5);
        return "ГўВЂВ".contentEquals(text.subSequence(at, at + 5)) && (latin(last) || last == ' ');
    }

    private static boolean mac(CharSequence text, int at, int length) {
        if (at + 2 >= length) {
            return false;
        }
        char second = text.charAt(at + 1);
        char third = text.charAt(at + 2);
        return (second == 'Ä' && "ìîïòôúùû†°¢π".indexOf(third) >= 0)
                || ((second == 'â' || second == 'ó') && "àä°ê".indexOf(third) >= 0);
    }

    private static boolean between(char c, String further) {
        return (CharacterClasses.of(c) & (C1 | BAD | OPENING | CLOSING | CURRENCY)) != 0 || further.indexOf(c) >= 0;
    }

    private static boolean arabic(char c, int second) {
        return (CharacterClasses.of(c) & second) != 0 || "ŸŠ®°µ»".indexOf(c) >= 0;
    }

    /** Bytes 80 to BF of KOI8-R: lines and blocks of tables, and a few signs. */
    private static boolean koi8(char c) {
        return (c >= 0x2500 && c <= 0x25A0) || "⌠∙√≈≤≥\u00A0⌡°²·÷ёЁ©".indexOf(c) >= 0;
    }

    private static void pairs(int first, int second) {
        for (int bit = 0; bit < AFTER.length; bit++) {
            if ((first & 1 << bit) != 0) {
                AFTER[bit] |= second;
            }
        }
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean latin(char c) {
        return lower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean space(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean word(char c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || c == '_'
                || type == Character.OTHER_NUMBER
                || type == Character.LETTER_NUMBER;
    }
}
