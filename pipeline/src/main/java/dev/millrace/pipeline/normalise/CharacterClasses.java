package dev.millrace.pipeline.normalise;

/**
 * What the few hundred characters that UTF-8 misread as a single-byte encoding turns into usually mean, as bits. After
 * the categories of ftfy 6.3 (ftfy/badness.py, Apache-2.0).
 */
final class CharacterClasses {
    static final int COMMON = 1;
    static final int C1 = 1 << 1;
    static final int BAD = 1 << 2;
    static final int LAW = 1 << 3;
    static final int CURRENCY = 1 << 4;
    static final int OPENING = 1 << 5;
    static final int CLOSING = 1 << 6;
    static final int NUMERIC = 1 << 7;
    static final int FACE = 1 << 8;
    static final int UPPER_ACCENTED = 1 << 9;
    static final int LOWER_ACCENTED = 1 << 10;
    static final int UPPER_COMMON = 1 << 11;
    static final int LOWER_COMMON = 1 << 12;
    static final int BOX = 1 << 13;

    private static final char LAST = 0x266F;
    private static final char APPLE = 0xF8FF;
    private static final char REPLACEMENT = 0xFFFD;
    private static final char FI = 0xFB01;
    private static final char FL = 0xFB02;

    private static final short[] CLASSES = new short[LAST + 1];

    static {
        add(COMMON, "\u00A0\u00AD·´–—―…’");
        range(C1, 0x80, 0x9F);
        add(BAD, "¦¤¨¬¯¸ƒˆˇ˘˛˜†‡‰⌐◊ªº");
        add(LAW, "¶§");
        add(CURRENCY, "¢£¥₧€");
        add(OPENING, "¡«¿©΄΅‘‚“„•‹");
        add(CLOSING, "®»˝”›™");
        add(NUMERIC, "²³¹±¼½¾×µ÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№");
        // letters that faces made of characters use
        add(FACE, "ÒÓÔÕÖÙÚÛÜòóôõöøùúûüŐŌŪŲ°");
        range(UPPER_ACCENTED, 0xC0, 0xD1);
        add(UPPER_ACCENTED, "ØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ");
        range(LOWER_ACCENTED, 0xE0, 0xF1);
        add(LOWER_ACCENTED, "ßăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґ");
        // letters that often end words, where they would look like misread text
        range(UPPER_COMMON, 'Α', 'Ω');
        range(UPPER_COMMON, 'Ё', 'Я');
        add(UPPER_COMMON, "ÞΆΈΉΊΌΎΏΪΫ");
        range(LOWER_COMMON, 'α', 'ω');
        range(LOWER_COMMON, 'а', 'џ');
        add(LOWER_COMMON, "άέήίΰ");
        range(BOX, '═', '╬');
        add(BOX, "│┌┐┘├┤┬┼▀▄█▌▐░▒▓");
    }

    private CharacterClasses() {}

    /** The bits of a character; 0 for one that misread text doesn't hold. */
    static int of(char c) {
        if (c <= LAST) {
            return CLASSES[c];
        }
        return switch (c) {
            case APPLE -> OPENING;
            case REPLACEMENT -> BAD;
            case FI, FL -> LOWER_ACCENTED;
            default -> 0;
        };
    }

    private static void add(int bits, String characters) {
        characters.chars().forEach(c -> CLASSES[c] |= (short) bits);
    }

    private static void range(int bits, int first, int last) {
        for (int c = first; c <= last; c++) {
            CLASSES[c] |= (short) bits;
        }
    }
}
