package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.NormalizedText;

/** Encodes texts, with buffers of its own. Not thread-safe. */
final class TextEncoder implements AddedTokenSplit.Sink {
    private static final int KEPT = 1 << 20;

    private final SentencePieceNormalizer normalizer;
    private final TokenModel.WordTokens words;
    private final NormalizedText text = NormalizedText.unaligned();
    private TokenList tokens = new TokenList();

    TextEncoder(SentencePieceNormalizer normalizer, TokenModel.WordTokens words) {
        this.normalizer = normalizer;
        this.words = words;
    }

    int[] encode(String raw) {
        appendText(raw);
        return take();
    }

    int[] encode(String raw, AddedTokenSplit split) {
        split.encode(raw, this);
        return take();
    }

    @Override
    public void appendToken(int id) {
        tokens.add(id, 0);
    }

    @Override
    public void appendText(String raw) {
        text.reset(raw);
        normalizer.normalize(text);
        words.encode(text.utf8(), 0, text.length(), tokens);
    }

    private int[] take() {
        int[] ids = tokens.toIds();
        if (ids.length > KEPT) {
            tokens = new TokenList();
        } else {
            tokens.truncate(0);
        }
        return ids;
    }
}
