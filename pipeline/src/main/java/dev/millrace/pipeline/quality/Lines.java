package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;

/** Where lines begin and end. */
final class Lines {
    private Lines() {}

    /** As Python's {@code str.splitlines()}: no line after a last line end. */
    static void split(char[] text, Spans lines) {
        int start = 0;
        int at = 0;
        while (at < text.length) {
            if (!ends(text[at])) {
                at++;
                continue;
            }
            lines.add(start, at);
            at += text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
            start = at;
        }
        if (start < text.length) {
            lines.add(start, text.length);
        }
    }

    /** {@code [\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]} */
    private static boolean ends(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** As Python's {@code str.split("\n")}: what stands between line feeds, be it nothing. */
    static void splitAtEachFeed(char[] text, Spans parts) {
        int start = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                parts.add(start, at);
                start = at + 1;
            }
        }
        parts.add(start, text.length);
    }

    /** As Python's {@code re.split("\n{least,}")}: what stands between such runs, be it nothing. */
    static void splitAtFeeds(char[] text, int from, int to, int least, Spans parts) {
        int start = from;
        int at = from;
        while (at < to) {
            int run = at;
            while (run < to && text[run] == '\n') {
                run++;
            }
            if (run - at >= least) {
                parts.add(start, at);
                start = run;
            }
            at = Math.max(run, at + 1);
        }
        parts.add(start, to);
    }
}
