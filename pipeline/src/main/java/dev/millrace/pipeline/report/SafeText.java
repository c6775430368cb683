package dev.millrace.pipeline.report;

/**
 * One bounded line of a text that nobody vouches for. White space becomes single spaces; what could steer a terminal
 * or turn the direction of the text around it (controls, bidirectional controls, lone surrogates, noncharacters)
 * becomes a visible sign. The same line given again comes out the same.
 */
public final class SafeText {
    /** Longest name of a source, address, stage or rule, in code points. */
    public static final int NAME = 200;

    /** Longest excerpt of a document or error, in code points. */
    public static final int EXCERPT = 280;

    /** Longest sample that a model wrote, in code points. */
    public static final int SAMPLE = 2000;

    private static final int REPLACEMENT = 0xFFFD;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final char ELLIPSIS = '…';

    private SafeText() {}

    /** At most {@code limit} code points; the last is an ellipsis where the text went on. */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder();
        int count = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isSpace(codePoint)) {
                space = count > 0;
                continue;
            }
            int needed = space ? 2 : 1;
            if (count + needed > limit) {
                return shortened(line, limit);
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            line.appendCodePoint(visible(codePoint));
            count += needed;
        }
        return line.toString();
    }

    private static String shortened(StringBuilder line, int limit) {
        int count = line.codePointCount(0, line.length());
        if (count >= limit) {
            line.setLength(line.offsetByCodePoints(0, limit - 1));
        }
        return line.append(ELLIPSIS).toString();
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    private static int visible(int codePoint) {
        if (codePoint < 0x20) {
            return CONTROL_PICTURES + codePoint;
        }
        boolean hidden = Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || (codePoint & 0xFFFE) == 0xFFFE
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                || isDirectional(codePoint)
                || codePoint == 0xFEFF;
        return hidden ? REPLACEMENT : codePoint;
    }

    private static boolean isDirectional(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
    }
}
