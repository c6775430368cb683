package dev.millrace.pipeline.normalise;

import java.lang.Character.UnicodeScript;

/** Tells what people write from what only a wrong reading of bytes makes. */
final class Plausibility {
    /** Letters of living orthographies in blocks that otherwise hold phonetic and historic signs. */
    private static final String LIVING =
            "ƁɓƊɗƏəƎǝƐɛƆɔƑƒƓɠƔɣƖɩƗɨƘƙƝɲƟɵƠơƤƥƩʃƬƭƮʈƯưƱʊƲʋƳƴƵƶƷʒǍǎǏǐǑǒǓǔǗǘǙǚǛǜǢǣǤǥǦǧǨǩǪǫǮǯǴǵǸǹǼǽǾǿȘșȚțȞȟȦȧȨȩȪȫȮȯȰȱȲȳȻȼɄʉɅʌɆɇɈɉɖʔɪʻʼʾʿˈˊˋ˙ˮ";

    /** Letters and marks of Latin scripts that most texts with any use. */
    private static final String USUAL =
            "áéíóúàèìòùâêîôûäëïöüãõñçøåæßÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇØÅÆšžčćşğıłąęśżźńőűřěýůđŠŽČĆŞĞİŁĄĘŚŻŹŃŐŰŘĚÝŮĐăĂāēīūĀĒĪŪ«»°·";

    private static final int MANY = 1 << 20;

    private Plausibility() {}

    /**
     * How many characters beyond ASCII are out of use or beside what they can't stand beside, for every four of them:
     * below 1 for text that people wrote. (Irish writes a small letter before a capital at the start of a word.)
     */
    static int faults(String text) {
        int before = ' ';
        int further = ' ';
        int faults = 0;
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c >= 0x80) {
                count++;
                if (!inUse(c) || isForeignMark(before, c)) {
                    return MANY;
                }
                faults += isShift(before, c) && Character.isLetter(further) ? 1 : 0;
            }
            faults += mixes(before, c) ? 1 : 0;
            further = before;
            before = c;
        }
        return faults == 0 ? 0 : 4 * faults / Math.max(1, count);
    }

    /** How unusual the Latin letters and their places are on the whole: the less, the likelier among several readings. */
    static int rarity(String text) {
        int rarity = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xC0 && c < 0x370 && c != '×' && c != '÷') {
                rarity += USUAL.indexOf(c) >= 0 ? 0 : c < 0x180 ? 1 : 3;
                rarity += i > 0 && isShift(text.charAt(i - 1), c) ? 2 : 0;
            }
        }
        return rarity;
    }

    /** Rarity with capitals beyond ASCII counted too, to choose among readings of one text. */
    static int unlikelihood(String text) {
        int capitals = 0;
        for (int i = 0; i < text.length(); i++) {
            capitals += text.charAt(i) >= 0x80 && Character.isUpperCase(text.charAt(i)) ? 1 : 0;
        }
        return rarity(text) + capitals;
    }

    /** Whether a lower-case letter is followed by a capital beyond ASCII. */
    static boolean isShift(int before, int c) {
        return c >= 0x80 && Character.isUpperCase(c) && Character.isLowerCase(before);
    }

    /** Whether two letters side by side are of scripts that don't mix. */
    static boolean mixes(int before, int c) {
        if ((before < 0x80 && c < 0x80) || !Character.isLetter(before) || !Character.isLetter(c)) {
            return false;
        }
        UnicodeScript first = UnicodeScript.of(before);
        UnicodeScript second = UnicodeScript.of(c);
        return first != second
                && (first == UnicodeScript.LATIN || second == UnicodeScript.LATIN)
                && alphabetic(first)
                && alphabetic(second);
    }

    /** A vowel sign of another script on a Latin letter. */
    private static boolean isForeignMark(int before, int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                && UnicodeScript.of(c) != UnicodeScript.INHERITED
                && (before < 0x80 || UnicodeScript.of(before) == UnicodeScript.LATIN);
    }

    private static boolean alphabetic(UnicodeScript script) {
        return switch (script) {
            case LATIN, GREEK, CYRILLIC, ARMENIAN, GEORGIAN, HEBREW, ARABIC, SYRIAC, THAANA, NKO, COPTIC -> true;
            default -> false;
        };
    }

    private static boolean inUse(int c) {
        int type = Character.getType(c);
        if (type == Character.UNASSIGNED
                || type == Character.CONTROL
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE) {
            return false;
        }
        if (c >= 0x180 && c < 0x300) {
            return LIVING.indexOf(c) >= 0;
        }
        boolean historic = c == 0x17F
                || (c >= 0x370 && c < 0x384)
                || (c >= 0x3CF && c < 0x400)
                || (c >= 0x460 && c < 0x490)
                || (c >= 0x500 && c < 0x530)
                || (c >= 0x1D00 && c < 0x1DC0)
                || (c >= 0xA720 && c < 0xA800);
        return !historic;
    }
}
