package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.added.AddedTokenSearch;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import dev.millrace.tokenizer.pretoken.Words;

/** Encodes texts, one after the other, with buffers of its own. Not thread-safe. */
final class PieceEncoder {
    private final Normalizer normalizer;
    private final PreTokenizer preTokenizer;
    private final TokenModel.WordTokens model;
    private final NormalizedText whole;
    private final NormalizedText part;
    private final EncodedPiece wholePiece;
    private final EncodedPiece partPiece;

    /** @param aligned whether tokens must be found in the original text */
    PieceEncoder(TokenizerParts parts, TokenModel.WordTokens model, boolean aligned) {
        normalizer = parts.normalizer();
        preTokenizer = parts.preTokenizer();
        this.model = model;
        whole = aligned ? NormalizedText.aligned() : NormalizedText.unaligned();
        part = aligned ? NormalizedText.aligned() : NormalizedText.unaligned();
        wholePiece = new EncodedPiece(new Words(whole));
        partPiece = new EncodedPiece(new Words(part));
    }

    /** Sends a text's tokens to the sink, in their order. */
    void encode(CharSequence text, AddedTokenSearch raw, AddedTokenSearch normalized, TokenSink sink) {
        if (raw.isEmpty()) {
            encodeRaw(text, 0, text.length(), normalized, sink);
            return;
        }
        raw.split(text, (from, to) -> encodeRaw(text, from, to, normalized, sink), sink::added);
    }

    private void encodeRaw(CharSequence text, int from, int to, AddedTokenSearch normalized, TokenSink sink) {
        if (from == to) {
            return;
        }
        whole.reset(text, from, to);
        normalizer.normalize(whole);
        if (normalized.isEmpty()) {
            encodeWords(wholePiece, sink);
            return;
        }
        normalized.split(
                whole,
                (start, end) -> {
                    if (end - start == whole.length()) {
                        encodeWords(wholePiece, sink);
                    } else {
                        part.reset(whole, start, end);
                        encodeWords(partPiece, sink);
                    }
                },
                sink::added);
    }

    private void encodeWords(EncodedPiece piece, TokenSink sink) {
        Words words = piece.words();
        words.reset();
        preTokenizer.split(words);
        int count = words.size();
        piece.clear(count);
        byte[] utf8 = words.text().utf8();
        for (int word = 0; word < count; word++) {
            model.encode(utf8, words.start(word), words.end(word), piece.tokens());
            piece.endWord(word);
        }
        sink.tokens(piece);
    }
}
