package dev.millrace.pipeline.words;

import java.util.ArrayList;
import java.util.List;

/** Punkt's tokens (NLTK 3.8, tokenize/punkt.py): words keep their periods, other punctuation stands alone. */
final class PunktWords {
    private static final String NO_START = "(\"`{[:;&#*@)}]-,";
    private static final String NO_WORD = ")\";}]*:@'({[?!";

    private PunktWords() {}

    /** {@code [)";}\]*:@'({\[?!]} */
    static boolean stands(char c) {
        return NO_WORD.indexOf(c) >= 0;
    }

    static List<PunktToken> of(char[] text, int from, int to, PunktModel model) {
        List<PunktToken> tokens = new ArrayList<>();
        int at = from;
        while (at < to) {
            if (WhiteSpace.is(text[at])) {
                at++;
                continue;
            }
            int end = end(text, at, to);
            tokens.add(PunktToken.of(new String(text, at, end - at), model));
            at = end;
        }
        return tokens;
    }

    private static int end(char[] text, int from, int to) {
        int run = marks(text, from, to);
        if (run > 0) {
            return from + run;
        }
        int at = from + Character.charCount(Character.codePointAt(text, from, to));
        if (NO_START.indexOf(text[from]) >= 0) {
            return at;
        }
        while (at < to && !ends(text, at, to) && !(text[at] == ',' && (at + 1 == to || ends(text, at + 1, to)))) {
            at++;
        }
        return at;
    }

    private static boolean ends(char[] text, int at, int to) {
        return WhiteSpace.is(text[at]) || stands(text[at]) || marks(text, at, to) > 0;
    }

    /** Length of {@code -{2,} | \.{2,} | (\.\s){2,}\.} at a position; 0 without. */
    private static int marks(char[] text, int from, int to) {
        char mark = text[from];
        if (mark != '-' && mark != '.') {
            return 0;
        }
        int at = from + 1;
        while (at < to && text[at] == mark) {
            at++;
        }
        if (at - from > 1) {
            return at - from;
        }
        return mark == '.' ? spacedDots(text, from, to) : 0;
    }

    private static int spacedDots(char[] text, int from, int to) {
        int at = from;
        while (at + 2 < to && text[at] == '.' && WhiteSpace.is(text[at + 1]) && text[at + 2] == '.') {
            at += 2;
        }
        return at - from >= 4 ? at + 1 - from : 0;
    }
}
