package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.text.Utf8;

/** White space at the text's ends goes. */
public enum Strip implements Normalizer {
    LEFT,
    RIGHT,
    BOTH;

    @Override
    public void normalize(NormalizedText text) {
        byte[] utf8 = text.utf8();
        int from = 0;
        int to = text.length();
        while (this != RIGHT && from < to && UnicodeTable.isWhiteSpace(Utf8.codePoint(utf8, from))) {
            from += Utf8.length(utf8[from]);
        }
        while (this != LEFT && to > from) {
            int last = Utf8.before(utf8, to);
            if (!UnicodeTable.isWhiteSpace(Utf8.codePoint(utf8, last))) {
                break;
            }
            to = last;
        }
        if (to - from < text.length()) {
            NormalizedText.Rewrite rewrite = text.rewrite();
            rewrite.dropTo(from);
            rewrite.keepTo(to);
            rewrite.finishHere();
        }
    }
}
