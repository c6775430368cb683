package dev.millrace.pipeline.dedupe;

import dev.millrace.pipeline.words.Punctuation;
import dev.millrace.pipeline.words.WhiteSpace;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as datatrove compares it (utils/text.py, {@code simplify_text}): lower case, numbers 0, punctuation and
 * controls as spaces, runs of white space as one space, decomposed without non-spacing marks.
 */
final class ShingleText {
    private static final char FIRST_DECOMPOSABLE = 0xc0;

    private ShingleText() {}

    static String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(lower.length());
        boolean decomposable = false;
        int at = 0;
        while (at < lower.length()) {
            char c = lower.charAt(at);
            int number = number(lower, at);
            if (number > at) {
                out.append('0');
                at = number;
            } else {
                append(out, Punctuation.isMark(c) || WhiteSpace.is(c) ? ' ' : c);
                decomposable |= c >= FIRST_DECOMPOSABLE;
                at++;
            }
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return decomposable ? withoutMarks(out) : out.toString();
    }

    private static void append(StringBuilder out, char c) {
        if (c != ' ' || (!out.isEmpty() && out.charAt(out.length() - 1) != ' ')) {
            out.append(c);
        }
    }

    /** Number: {@code Nd+ ([.,،٫⎖⎗⎘] Nd+)?}; the position after it, or {@code from} when there is none. */
    private static int number(String text, int from) {
        int whole = digits(text, from);
        if (whole == from || whole == text.length() || !decimalMark(text.charAt(whole))) {
            return whole;
        }
        int fraction = digits(text, whole + 1);
        return fraction == whole + 1 ? whole : fraction;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (!Character.isDigit(codePoint)) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static boolean decimalMark(char c) {
        return c == '.' || c == ',' || c == '\u060c' || c == '\u066b' || (c >= '\u2396' && c <= '\u2398');
    }

    private static String withoutMarks(CharSequence text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }
}
