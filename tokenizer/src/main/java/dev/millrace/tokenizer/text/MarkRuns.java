package dev.millrace.tokenizer.text;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts long runs of combining marks into canonical order, which a normaliser that inserts mark by mark takes time
 * quadratic in the run for. The text stays canonically equivalent.
 */
final class MarkRuns {
    private static final Normalizer2 NFD = Normalization.Composition.NFD;
    private static final int FIRST_MARK = 0x300;
    private static final int LONGEST = 256;
    private static final int CLASSES = 256;

    private MarkRuns() {}

    static String ordered(String text) {
        StringBuilder ordered = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfMarks(text, at);
            if (end - at > LONGEST) {
                ordered.append(text, copied, at);
                appendOrdered(text, at, end, ordered);
                copied = end;
            }
            at = end > at ? end : at + Character.charCount(text.codePointAt(at));
        }
        return copied == 0 ? text : ordered.append(text, copied, text.length()).toString();
    }

    private static int endOfMarks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= FIRST_MARK) {
            int codePoint = text.codePointAt(at);
            if (!movesInDecomposition(codePoint)) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static boolean movesInDecomposition(int codePoint) {
        // three Tibetan vowel signs are of class 0 themselves but decompose into marks
        return NFD.getCombiningClass(codePoint) != 0
                || codePoint == 0x0F73
                || codePoint == 0x0F75
                || codePoint == 0x0F81;
    }

    private static void appendOrdered(String text, int from, int to, StringBuilder out) {
        List<StringBuilder> byClass = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            byClass.add(new StringBuilder());
        }
        text.substring(from, to)
                .codePoints()
                .mapToObj(codePoint -> NFD.normalize(Character.toString(codePoint)))
                .flatMapToInt(String::codePoints)
                .forEach(codePoint ->
                        byClass.get(NFD.getCombiningClass(codePoint)).appendCodePoint(codePoint));
        byClass.forEach(out::append);
    }
}
