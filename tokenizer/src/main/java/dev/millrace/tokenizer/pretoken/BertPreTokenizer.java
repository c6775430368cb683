package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.CodePointMap;
import dev.millrace.tokenizer.text.Unicode8;
import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.text.Utf8;

/**
 * BERT's words: what lies between white space, with every punctuation character a word of its own. Punctuation is
 * Unicode 8.0's and all of ASCII that is no letter, digit, space or control.
 */
public record BertPreTokenizer() implements PreTokenizer {
    private static final int LETTER = 0;
    private static final int SPACE = 1;
    private static final int PUNCTUATION = 2;
    private static final CodePointMap KINDS = CodePointMap.of(BertPreTokenizer::kind);
    private static final byte[] ASCII = ascii();

    @Override
    public void split(Words words) {
        words.splitEach(BertPreTokenizer::split);
    }

    private static void split(byte[] utf8, int from, int to, Words out) {
        int start = from;
        int at = from;
        while (at < to) {
            int lead = utf8[at];
            int kind = lead >= 0 ? ASCII[lead] : KINDS.at(Utf8.codePoint(utf8, at));
            int next = lead >= 0 ? at + 1 : at + Utf8.length(utf8[at]);
            if (kind != LETTER) {
                out.add(start, at);
                if (kind == PUNCTUATION) {
                    out.add(at, next);
                }
                start = next;
            }
            at = next;
        }
        out.add(start, to);
    }

    private static int kind(int codePoint) {
        if (UnicodeTable.isWhiteSpace(codePoint)) {
            return SPACE;
        }
        boolean symbol = codePoint > ' '
                && codePoint < 0x7F
                && !UnicodeTable.isLetter(codePoint)
                && !UnicodeTable.isNumber(codePoint);
        return symbol || Unicode8.isPunctuation(codePoint) ? PUNCTUATION : LETTER;
    }

    private static byte[] ascii() {
        byte[] ascii = new byte[1 << 7];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = (byte) KINDS.at(c);
        }
        return ascii;
    }
}
