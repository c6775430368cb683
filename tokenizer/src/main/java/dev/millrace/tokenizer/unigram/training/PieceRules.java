package dev.millrace.tokenizer.unigram.training;

import java.io.Serializable;

/**
 * What may be one piece.
 *
 * @param longest most characters, ▁ included
 * @param splitByScript whether all letters of a piece are of one script; Han, Hiragana and Katakana count as one
 * @param splitByNumber whether digits are parted from letters as other scripts are
 * @param splitByWhiteSpace whether ▁ only begins a piece, so that no piece has parts of two words
 * @param splitDigits whether every digit is a piece of its own
 * @param whiteSpacePieces whether pieces of nothing but several ▁ are made
 * @param whiteSpaceSuffix whether ▁ ends a piece instead
 */
public record PieceRules(
        int longest,
        boolean splitByScript,
        boolean splitByNumber,
        boolean splitByWhiteSpace,
        boolean splitDigits,
        boolean whiteSpacePieces,
        boolean whiteSpaceSuffix)
        implements Serializable {
    private static final int MOST = 512;

    public PieceRules {
        if (longest < 1 || longest > MOST) {
            throw new IllegalArgumentException("Invalid longest piece: " + longest + " (must be 1 to " + MOST + ")");
        }
    }

    /** SentencePiece's: at most 16 characters, split by script, number and white space. */
    public static PieceRules usual() {
        return new PieceRules(16, true, true, true, false, false, false);
    }

    /** Whether the code points may be a piece. */
    boolean allow(int[] codePoints, int from, int to) {
        if (to - from < 1 || to - from > longest) {
            return false;
        }
        boolean onlySpaces = whiteSpacePieces && onlySpaces(codePoints, from, to);
        int before = Scripts.ANY;
        for (int i = from; i < to; i++) {
            int codePoint = codePoints[i];
            if (codePoint == Scripts.SPACE) {
                if (!onlySpaces && !allowSpace(i - from, to - from)) {
                    return false;
                }
                continue;
            }
            if (splitDigits && to - from > 1 && Scripts.isDigit(codePoint)) {
                return false;
            }
            int script = script(codePoint, before);
            if (parts(before, script)) {
                return false;
            }
            before = script;
        }
        return true;
    }

    private static boolean onlySpaces(int[] codePoints, int from, int to) {
        for (int i = from; i < to; i++) {
            if (codePoints[i] != Scripts.SPACE) {
                return false;
            }
        }
        return true;
    }

    private boolean allowSpace(int at, int length) {
        boolean first = at == 0;
        boolean last = at == length - 1;
        if (whiteSpaceSuffix) {
            return splitByWhiteSpace ? last : last || !first;
        }
        return splitByWhiteSpace ? first : first || !last;
    }

    /** Script of a character after one of another script; a mark takes that of what it stands on. */
    int script(int codePoint, int before) {
        if (!splitByNumber && Scripts.isDigit(codePoint)) {
            return Scripts.ANY;
        }
        int script = Scripts.of(codePoint);
        return script == Scripts.INHERITED ? before : script;
    }

    /** Whether no piece holds characters of both scripts side by side. */
    boolean parts(int script, int next) {
        return splitByScript && script != Scripts.ANY && next != Scripts.ANY && script != next;
    }

    /**
     * Whether no piece holds both of two characters side by side.
     *
     * @param script of the first, or of what comes before a ▁
     */
    boolean part(int first, int script, int second) {
        boolean spaceFirst = first == Scripts.SPACE;
        boolean spaceSecond = second == Scripts.SPACE;
        if (splitByWhiteSpace && (spaceFirst || spaceSecond)) {
            boolean run = spaceFirst && spaceSecond && whiteSpacePieces;
            if (!run && (whiteSpaceSuffix ? spaceFirst : spaceSecond)) {
                return true;
            }
        }
        if (splitDigits && (Scripts.isDigit(first) || Scripts.isDigit(second))) {
            return true;
        }
        return !spaceFirst && !spaceSecond && parts(script, script(second, script));
    }
}
