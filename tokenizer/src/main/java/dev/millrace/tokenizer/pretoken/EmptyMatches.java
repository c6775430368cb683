package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8;

/** Splits at the empty text, which occurs before every character and at the end. */
final class EmptyMatches {
    private EmptyMatches() {}

    static void split(byte[] utf8, int from, int to, MatchSplitter splitter, boolean matches) {
        splitter.begin();
        for (int at = from; at < to; ) {
            int end = at + Utf8.length(utf8[at]);
            splitter.add(at, at, matches);
            splitter.add(at, end, !matches);
            at = end;
        }
        splitter.add(to, to, matches);
        splitter.end();
    }
}
