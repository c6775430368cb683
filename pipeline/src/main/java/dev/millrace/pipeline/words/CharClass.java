package dev.millrace.pipeline.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import java.util.BitSet;

/**
 * The character classes of spaCy's tokeniser (3.8, lang/char_classes.py): letters of the scripts that it knows, those
 * of them that count as lower or upper case (letters of scripts without case count as both), quotes, punctuation,
 * currency signs, icons.
 */
final class CharClass {
    private static final int LETTER = 1;
    private static final int LOWER = 2;
    private static final int UPPER = 4;
    private static final int QUOTE = 8;
    private static final int PUNCTUATION = 16;
    private static final int CURRENCY = 32;
    private static final int ICON = 64;

    private static final int BMP = 0x10000;
    private static final byte[] CLASSES = new byte[BMP];
    private static final BitSet FURTHER_ICONS = new BitSet(2 * BMP);

    /** First and last code point of ranges of letters without case. */
    private static final int[] UNCASED = {
        0x0591, 0x05f4, 0xfb1d, 0xfb4f, // Hebrew
        0x0620, 0x064a, 0x066e, 0x06d5, 0x06e5, 0x06ff, 0x0750, 0x077f, 0x08a0, 0x08bd, 0xfb50, 0xfbb1, // Arabic
        0xfbd3, 0xfd3d, 0xfd50, 0xfdc7, 0xfdf0, 0xfdfb, 0xfe70, 0xfefc, // Arabic presentation forms
        0x0900, 0x097f, 0x0980, 0x09ff, 0x0b80, 0x0bff, 0x0c00, 0x0c7f, 0x0c80, 0x0cff, 0x0d80, 0x0dff, // Indic
        0x1100, 0x11ff, 0xac00, 0xd7af, // Hangul
        0x1200, 0x137f, // Ethiopic
        0x3040, 0x30ff, // kana
        0x2e80, 0x2fdf, 0x2ff0, 0x303f, 0x31c0, 0x31ef, 0x3200, 0x4dbf, 0x4e00, 0x9fff, 0xf900, 0xfaff, 0xfe30, 0xfe4f
    };

    /** First and last code point of ranges of Latin letters. */
    private static final int[] LATIN = {
        'A', 'Z', 'a', 'z', 0x00c0, 0x00d6, 0x00d8, 0x00f6, 0x00f8, 0x01bf, 0x01c4, 0x02af, 0x1d00, 0x1d25, 0x1d6b,
        0x1d77, 0x1d79, 0x1d9a, 0x1e00, 0x1eff, 0x2c60, 0x2c7b, 0x2c7e, 0x2c7f, 0xa722, 0xa76f, 0xa771, 0xa787, 0xa78b,
        0xa78e, 0xa790, 0xa7b9, 0xa7fa, 0xa7fa, 0xab30, 0xab5a, 0xab60, 0xab64, 0xff21, 0xff3a, 0xff41, 0xff5a
    };

    /** First and last code point of letters without case beyond the BMP. */
    private static final int[] SUPPLEMENTARY = {
        0x1ee00, 0x1eebb, 0x1f200, 0x1f2ff, 0x20000, 0x2a6df, 0x2a700, 0x2ebef, 0x2f800, 0x2fa1f
    };

    /** What Unicode called a symbol of no other kind in version 11, when spaCy's table was made. */
    private static final VersionInfo ICONS = VersionInfo.getInstance(11);

    private static final String CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґәөүҗңһѓѕјљњќѐѝ";
    private static final String GREEK = "αβγδεζηθικλμνξοπρςστυφχψωάέίόώήύ";
    private static final String QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉\u2329\u232a⟦⟧";
    private static final String MARKS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";
    private static final String CURRENCIES = "$£€¥฿﷼₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿";

    static {
        for (int c = 0; c < BMP; c++) {
            if (symbol(c)) {
                add(c, ICON);
            }
        }
        // there are none beyond the second plane
        for (int c = BMP; c < 2 * BMP; c++) {
            FURTHER_ICONS.set(c, symbol(c));
        }
        ranges(UNCASED, LETTER | LOWER | UPPER);
        ranges(LATIN, LETTER);
        for (int i = 0; i < LATIN.length; i += 2) {
            for (int c = LATIN[i]; c <= LATIN[i + 1]; c++) {
                int type = Character.getType(c);
                add(c, type == Character.LOWERCASE_LETTER ? LOWER : type == Character.UPPERCASE_LETTER ? UPPER : 0);
            }
        }
        add(0x0294, LOWER); // glottal stop, which was lower case once
        (CYRILLIC + GREEK).chars().forEach(c -> add(c, LETTER | LOWER));
        (CYRILLIC + GREEK).chars().forEach(c -> add(Character.toUpperCase(c), LETTER | UPPER));
        QUOTES.chars().forEach(c -> add(c, QUOTE));
        MARKS.chars().forEach(c -> add(c, PUNCTUATION));
        CURRENCIES.chars().forEach(c -> add(c, CURRENCY));
    }

    private CharClass() {}

    static boolean letter(int codePoint) {
        return has(codePoint, LETTER) || supplementary(codePoint);
    }

    static boolean lower(int codePoint) {
        return has(codePoint, LOWER) || supplementary(codePoint);
    }

    static boolean upper(int codePoint) {
        return has(codePoint, UPPER) || supplementary(codePoint);
    }

    static boolean quote(int codePoint) {
        return has(codePoint, QUOTE);
    }

    static boolean punctuation(int codePoint) {
        return has(codePoint, PUNCTUATION);
    }

    static boolean currency(int codePoint) {
        return has(codePoint, CURRENCY);
    }

    static boolean icon(int codePoint) {
        return codePoint < BMP ? has(codePoint, ICON) : FURTHER_ICONS.get(codePoint);
    }

    static boolean digit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean has(int codePoint, int mask) {
        return codePoint < BMP && (CLASSES[codePoint] & mask) != 0;
    }

    private static boolean supplementary(int codePoint) {
        for (int i = 0; codePoint >= BMP && i < SUPPLEMENTARY.length; i += 2) {
            if (codePoint >= SUPPLEMENTARY[i] && codePoint <= SUPPLEMENTARY[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean symbol(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_SYMBOL
                && UCharacter.getAge(codePoint).compareTo(ICONS) <= 0
                && codePoint != 0x166d; // Canadian syllabics' chi sign, which was punctuation
    }

    private static void ranges(int[] bounds, int mask) {
        for (int i = 0; i < bounds.length; i += 2) {
            for (int c = bounds[i]; c <= bounds[i + 1]; c++) {
                add(c, mask);
            }
        }
    }

    private static void add(int codePoint, int mask) {
        CLASSES[codePoint] |= (byte) mask;
    }
}
