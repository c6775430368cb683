package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.EncodingBuilder;
import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.pretoken.Words;

/** Keeps everything there is to know of each token. */
final class EncodingSink implements TokenSink {
    private final TokenContents contents;
    private final EncodingBuilder builder = new EncodingBuilder(64);
    private int words;

    EncodingSink(TokenContents contents) {
        this.contents = contents;
    }

    Encoding encoding() {
        return builder.build();
    }

    @Override
    public void added(int id, String content, int start, int end) {
        builder.add(id, content, start, end, words++);
    }

    @Override
    public void tokens(EncodedPiece piece) {
        Words split = piece.words();
        NormalizedText text = split.text();
        TokenList tokens = piece.tokens();
        int token = 0;
        for (int word = 0; word < split.size(); word++) {
            int from = split.start(word);
            for (; token < piece.tokensUpTo(word); token++) {
                int to = tokens.end(token);
                int id = tokens.id(token);
                // a token of no characters stands where the one before it ends
                int start = from < to ? text.originalStart(from) : place(text, from);
                int end = from < to ? text.originalEnd(to - 1) : start;
                builder.add(id, contents.token(id, text.utf8(), from, to), start, end, words);
                from = to;
            }
            words++;
        }
    }

    private static int place(NormalizedText text, int at) {
        return at > 0 ? text.originalEnd(at - 1) : text.origin();
    }
}
