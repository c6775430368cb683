package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8;

/**
 * Words of so many characters; the last may have fewer.
 *
 * @param length characters of a word; above 0
 */
public record FixedLength(int length) implements PreTokenizer {

    public FixedLength {
        if (length < 1) {
            throw new IllegalArgumentException("Invalid length of words: " + length + " (must be > 0)");
        }
    }

    @Override
    public void split(Words words) {
        words.splitEach((utf8, from, to, out) -> {
            int start = from;
            int count = 0;
            for (int at = from; at < to; at += Utf8.length(utf8[at])) {
                if (count++ == length) {
                    out.add(start, at);
                    start = at;
                    count = 1;
                }
            }
            out.add(start, to);
        });
    }
}
