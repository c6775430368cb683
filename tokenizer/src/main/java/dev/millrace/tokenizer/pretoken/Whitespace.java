package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.CharacterProperties;
import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.text.Utf8;

/** Words are runs of {@code \w}, and runs of what is neither that nor white space. */
public record Whitespace() implements PreTokenizer {
    private static final int SPACE = 0;
    private static final int WORD = 1;
    private static final int OTHER = 2;

    @Override
    public void split(Words words) {
        // \w+|[^\w\s]+
        words.splitEach((utf8, from, to, out) -> {
            int start = from;
            int kind = SPACE;
            for (int at = from; at < to; at += Utf8.length(utf8[at])) {
                int here = kind(Utf8.codePoint(utf8, at));
                if (here != kind) {
                    if (kind != SPACE) {
                        out.add(start, at);
                    }
                    start = at;
                    kind = here;
                }
            }
            if (kind != SPACE) {
                out.add(start, to);
            }
        });
    }

    private static int kind(int codePoint) {
        if (CharacterProperties.isWord(codePoint)) {
            return WORD;
        }
        return UnicodeTable.isWhiteSpace(codePoint) ? SPACE : OTHER;
    }
}
