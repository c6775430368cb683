package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8;
import java.util.function.IntPredicate;

/** Splits at characters of a kind. */
final class CharacterSplit {
    private CharacterSplit() {}

    static void split(Words words, SplitBehavior behavior, IntPredicate delimiter) {
        MatchSplitter splitter = new MatchSplitter(behavior, words);
        words.splitEach((utf8, from, to, out) -> {
            splitter.begin();
            int last = from;
            for (int at = from; at < to; ) {
                int end = at + Utf8.length(utf8[at]);
                if (delimiter.test(Utf8.codePoint(utf8, at))) {
                    if (at > last) {
                        splitter.add(last, at, false);
                    }
                    splitter.add(at, end, true);
                    last = end;
                }
                at = end;
            }
            if (last < to) {
                splitter.add(last, to, false);
            }
            splitter.end();
        });
    }
}
