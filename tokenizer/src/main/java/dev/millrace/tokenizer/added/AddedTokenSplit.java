package dev.millrace.tokenizer.added;

import dev.millrace.tokenizer.text.Normalization;
import java.util.List;
import java.util.Optional;

/**
 * Takes added tokens out of a text and has the rest encoded by the model: first those that are looked for in the raw
 * text, then, in what lies between, those of the normalised text.
 */
public final class AddedTokenSplit {
    private final AddedTokenMatcher raw;
    private final AddedTokenMatcher normalized;
    private final Normalization normalization;

    private AddedTokenSplit(AddedTokenMatcher raw, AddedTokenMatcher normalized, Normalization normalization) {
        this.raw = raw;
        this.normalized = normalized;
        this.normalization = normalization;
    }

    /** Where the pieces of a text go, in their order. */
    public interface Sink {
        void appendToken(int id);

        void appendText(String text);
    }

    /** @param recognised those that count */
    public static AddedTokenSplit of(List<AddedToken> recognised, Normalization normalization) {
        return new AddedTokenSplit(
                new AddedTokenMatcher(
                        recognised.stream().filter(token -> !token.normalized()).toList()),
                new AddedTokenMatcher(
                        recognised.stream().filter(AddedToken::normalized).toList()),
                normalization);
    }

    /** Sends the text, normalised, to the sink. */
    public void encode(String text, Sink sink) {
        if (raw.isEmpty()) {
            encodeNormalized(text, sink);
            return;
        }
        int at = 0;
        for (Optional<AddedTokenMatcher.Match> next = raw.next(text, at); next.isPresent(); next = raw.next(text, at)) {
            AddedTokenMatcher.Match match = next.get();
            encodeNormalized(text.substring(at, match.from()), sink);
            sink.appendToken(match.token().id());
            at = match.to();
        }
        encodeNormalized(text.substring(at), sink);
    }

    private void encodeNormalized(String rawText, Sink sink) {
        String text = normalization.apply(rawText);
        int at = 0;
        if (!normalized.isEmpty()) {
            for (Optional<AddedTokenMatcher.Match> next = normalized.next(text, at);
                    next.isPresent();
                    next = normalized.next(text, at)) {
                AddedTokenMatcher.Match match = next.get();
                sink.appendText(text.substring(at, match.from()));
                sink.appendToken(match.token().id());
                at = match.to();
            }
        }
        sink.appendText(text.substring(at));
    }
}
