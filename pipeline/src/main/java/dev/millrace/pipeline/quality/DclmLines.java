package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;

/** Lines and paragraphs as DCLM's baseline has them: parted by line feeds, stripped, the empty ones left out. */
final class DclmLines {
    private DclmLines() {}

    /** {@code text.split("\n")} */
    static void lines(MeasuredText text, Spans lines) {
        Spans parts = new Spans();
        Lines.splitAtEachFeed(text.chars(), parts);
        for (int i = 0; i < parts.size(); i++) {
            add(text, parts.start(i), parts.end(i), lines);
        }
    }

    /** {@code text.split("\n\n")} */
    static void paragraphs(MeasuredText text, Spans paragraphs) {
        char[] chars = text.chars();
        int start = 0;
        int at = 0;
        while (at + 1 < chars.length) {
            if (chars[at] == '\n' && chars[at + 1] == '\n') {
                add(text, start, at, paragraphs);
                at += 2;
                start = at;
            } else {
                at++;
            }
        }
        add(text, start, chars.length, paragraphs);
    }

    private static void add(MeasuredText text, int from, int to, Spans parts) {
        int start = text.leftStripped(from, to);
        if (start < to) {
            parts.add(start, text.rightStripped(start, to));
        }
    }
}
