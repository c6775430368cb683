package dev.millrace.pipeline.normalise;

import java.util.Optional;

/**
 * A text read again: all its characters beyond ASCII, written in some single-byte encoding, are UTF-8. The longer and
 * the more various the sequences, the less this happens by chance.
 *
 * @param text what it says then
 * @param evidence 1 for a sequence of two bytes, 2 and 3 for longer ones, each different one counted once, and 2 for
 *     each sign that a sequence can't have been written so, 1 for every four in all, 2 where foreign letters turn Latin or rare ones common;
 *     counted up to {@value #ENOUGH}
 */
record Rereading(String text, int evidence) {
    /** Evidence that needs no other. */
    static final int ENOUGH = 3;

    private static final char FLORIN = 'ƒ';

    /** Greek letters of formulae. */
    private static final String MATHEMATICAL = "πΩΔΣμ";

    /** Marks that stand between letters in sound text. */
    private static final String JOINING = "’'·-–—―…\u00AD\u2010\u2011&/_.@";

    static Optional<Rereading> of(String line, SingleByteEncoding encoding, int firstBeyondAscii) {
        if (!isUtf8(line, encoding, firstBeyondAscii)) {
            return Optional.empty();
        }
        Optional<String> text = MisreadBytes.decode(encoding.encode(line), MisreadBytes.Lost.KEPT);
        return text.filter(read -> Plausibility.faults(read) == 0)
                .map(read -> new Rereading(read, evidence(line, read, firstBeyondAscii)));
    }

    /** A first look, which most sound texts fail at their first letter beyond ASCII. */
    private static boolean isUtf8(String line, SingleByteEncoding encoding, int from) {
        int missing = 0;
        for (int i = from; i < line.length(); i++) {
            int b = encoding.encode(line.charAt(i));
            if (b < 0 || b == SingleByteEncoding.LOST) {
                return false;
            }
            if (missing > 0) {
                if ((b & 0xC0) != 0x80) {
                    return false;
                }
                missing--;
            } else if (b >= 0x80) {
                missing = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : -1;
                if (missing < 0) {
                    return false;
                }
            }
        }
        return missing == 0;
    }

    private static int evidence(String line, String read, int from) {
        int evidence = 0;
        int[] seen = new int[ENOUGH];
        int distinct = 0;
        int sequences = 0;
        int at = from;
        for (int i = from; i < read.length() && evidence < ENOUGH; ) {
            int c = read.codePointAt(i);
            i += Character.charCount(c);
            int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (length > 1) {
                boolean known = false;
                for (int k = 0; k < distinct; k++) {
                    known |= seen[k] == c;
                }
                if (!known) {
                    seen[distinct++] = c;
                    evidence += length - 1;
                }
                evidence += hasSign(line, at, at + length) ? 2 : 0;
                evidence += ++sequences % 4 == 0 ? 1 : 0;
            }
            at += length;
        }
        if (evidence > 0 && evidence < ENOUGH) {
            boolean foreign = !isLatin(line) && isLatin(read);
            evidence += foreign || Plausibility.rarity(line) > Plausibility.rarity(read) ? 2 : 0;
        }
        return Math.min(evidence, ENOUGH);
    }

    private static boolean isLatin(String text) {
        return text.chars()
                .allMatch(c -> !Character.isLetter(c)
                        || c < 0x300
                        || (c >= 0x1E00 && c < 0x1F00)
                        || MATHEMATICAL.indexOf(c) >= 0);
    }

    /** Whether characters here, with their neighbours, are nothing that people write. */
    private static boolean hasSign(String line, int from, int to) {
        char first = line.charAt(from);
        if (Character.getType(first) == Character.MATH_SYMBOL
                && to < line.length()
                && Character.isLetter(line.charAt(to))) {
            return true;
        }
        for (int i = from; i <= to && i < line.length(); i++) {
            char before = i > 0 ? line.charAt(i - 1) : ' ';
            char c = line.charAt(i);
            char after = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
            if (Plausibility.isShift(before, c) || Plausibility.mixes(before, c)) {
                return true;
            }
            if (i < to && (isSign(before, c, after) || isCapitalsInWord(before, c, after))) {
                return true;
            }
        }
        return false;
    }

    /** Two capitals beyond ASCII before a small letter. */
    private static boolean isCapitalsInWord(char before, char c, char after) {
        return before >= 0x80
                && c >= 0x80
                && Character.isUpperCase(before)
                && Character.isUpperCase(c)
                && Character.isLowerCase(after);
    }

    /** A mark within a word that joins nothing, or lines of a table or signs of mathematics within one. */
    private static boolean isSign(char before, char c, char after) {
        int type = Character.getType(c);
        if (c == FLORIN || (type == Character.MODIFIER_SYMBOL && c >= 0x80 && Character.isLetter(before))) {
            return true;
        }
        if (c < 0x80
                || Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.SPACE_SEPARATOR) {
            return false;
        }
        if (isTable(c)) {
            return Character.isLetter(before) || Character.isLetter(after);
        }
        boolean joins = JOINING.indexOf(c) >= 0 && !(after >= 0x80 && Character.isLetter(after));
        return Character.isLetter(before) && !joins && (Character.isLetter(after) || after >= 0x80);
    }

    private static boolean isTable(char c) {
        return c >= 0x2500 && c <= 0x25A0;
    }
}
