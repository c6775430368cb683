package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;

/** Counts of symbols, anywhere or at the ends of lines. */
final class Symbols {
    private Symbols() {}

    static int hashes(MeasuredText text) {
        int count = 0;
        for (char c : text.chars()) {
            count += c == '#' ? 1 : 0;
        }
        return count;
    }

    /** {@code ...} without overlap, and {@code …}. */
    static int ellipses(MeasuredText text) {
        int count = 0;
        int dots = 0;
        for (char c : text.chars()) {
            dots = c == '.' ? dots + 1 : 0;
            if (dots == 3 || c == '…') {
                count++;
                dots = 0;
            }
        }
        return count;
    }

    /** Share of lines whose first character after white space is {@code •} or {@code -}; 0 without lines. */
    static double bulletLines(MeasuredText text) {
        Spans lines = text.lines();
        int bullets = 0;
        for (int i = 0; i < lines.size(); i++) {
            int at = text.leftStripped(lines.start(i), lines.end(i));
            bullets += at < lines.end(i) && (text.chars()[at] == '•' || text.chars()[at] == '-') ? 1 : 0;
        }
        return share(bullets, lines);
    }

    /** Share of lines that end with {@code ...} or {@code …} before white space; 0 without lines. */
    static double ellipsisLines(MeasuredText text) {
        Spans lines = text.lines();
        int ellipses = 0;
        for (int i = 0; i < lines.size(); i++) {
            int end = text.rightStripped(lines.start(i), lines.end(i));
            ellipses += endsInEllipsis(text.chars(), lines.start(i), end) ? 1 : 0;
        }
        return share(ellipses, lines);
    }

    private static boolean endsInEllipsis(char[] text, int from, int to) {
        if (to > from && text[to - 1] == '…') {
            return true;
        }
        return to - from >= 3 && text[to - 1] == '.' && text[to - 2] == '.' && text[to - 3] == '.';
    }

    private static double share(int count, Spans lines) {
        return lines.size() == 0 ? 0 : (double) count / lines.size();
    }
}
