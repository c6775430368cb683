package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.Normalization;
import java.util.List;
import java.util.Optional;

/**
 * Takes added tokens out of a text and has the rest encoded as words: first those that are looked for in the raw
 * text, then, in what lies between, those of the normalised text.
 */
final class AddedTokenSplit {
    private final AddedTokenMatcher raw;
    private final AddedTokenMatcher normalized;
    private final Normalization normalization;

    private AddedTokenSplit(AddedTokenMatcher raw, AddedTokenMatcher normalized, Normalization normalization) {
        this.raw = raw;
        this.normalized = normalized;
        this.normalization = normalization;
    }

    static AddedTokenSplit of(List<AddedToken> recognised, BpeSettings settings) {
        return new AddedTokenSplit(
                new AddedTokenMatcher(
                        recognised.stream().filter(token -> !token.normalized()).toList()),
                new AddedTokenMatcher(
                        recognised.stream().filter(AddedToken::normalized).toList()),
                settings.normalization());
    }

    void encode(String text, WordEncoder encoder) {
        if (raw.isEmpty()) {
            encodeNormalized(text, encoder);
            return;
        }
        int at = 0;
        for (Optional<AddedTokenMatcher.Match> next = raw.next(text, at); next.isPresent(); next = raw.next(text, at)) {
            AddedTokenMatcher.Match match = next.get();
            encodeNormalized(text.substring(at, match.from()), encoder);
            encoder.appendToken(match.token().id());
            at = match.to();
        }
        encodeNormalized(text.substring(at), encoder);
    }

    private void encodeNormalized(String rawText, WordEncoder encoder) {
        String text = normalization.apply(rawText);
        int at = 0;
        if (!normalized.isEmpty()) {
            for (Optional<AddedTokenMatcher.Match> next = normalized.next(text, at);
                    next.isPresent();
                    next = normalized.next(text, at)) {
                AddedTokenMatcher.Match match = next.get();
                encoder.appendText(text.substring(at, match.from()));
                encoder.appendToken(match.token().id());
                at = match.to();
            }
        }
        encoder.appendText(text.substring(at));
    }
}
