package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.decoder.SpaceJoined;
import dev.millrace.tokenizer.decoder.TokenDecoder;
import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.PostProcessor;
import dev.millrace.tokenizer.encoding.Truncation;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a tokenizer is made of, in the order that a text meets it. Start with {@link #of} and change what differs.
 *
 * @param addedTokens ascending by id
 */
public record TokenizerParts(
        List<AddedToken> addedTokens,
        Normalizer normalizer,
        PreTokenizer preTokenizer,
        TokenModel model,
        PostProcessor postProcessor,
        Truncation truncation,
        Padding padding,
        TokenDecoder decoder)
        implements Serializable {

    public TokenizerParts {
        List<AddedToken> sorted = new ArrayList<>(addedTokens);
        sorted.sort(Comparator.comparingInt(AddedToken::id));
        addedTokens = List.copyOf(sorted);
    }

    /** A model alone: the whole text is one word. */
    public static TokenizerParts of(TokenModel model) {
        return new TokenizerParts(
                List.of(),
                Normalizer.none(),
                PreTokenizer.none(),
                model,
                PostProcessor.none(),
                Truncation.none(),
                Padding.none(),
                new SpaceJoined());
    }

    public TokenizerParts withAddedTokens(List<AddedToken> tokens) {
        return new TokenizerParts(tokens, normalizer, preTokenizer, model, postProcessor, truncation, padding, decoder);
    }

    public TokenizerParts withNormalizer(Normalizer other) {
        return new TokenizerParts(addedTokens, other, preTokenizer, model, postProcessor, truncation, padding, decoder);
    }

    public TokenizerParts withPreTokenizer(PreTokenizer other) {
        return new TokenizerParts(addedTokens, normalizer, other, model, postProcessor, truncation, padding, decoder);
    }

    public TokenizerParts withModel(TokenModel other) {
        return new TokenizerParts(
                addedTokens, normalizer, preTokenizer, other, postProcessor, truncation, padding, decoder);
    }

    public TokenizerParts withPostProcessor(PostProcessor other) {
        return new TokenizerParts(addedTokens, normalizer, preTokenizer, model, other, truncation, padding, decoder);
    }

    public TokenizerParts withTruncation(Truncation other) {
        return new TokenizerParts(addedTokens, normalizer, preTokenizer, model, postProcessor, other, padding, decoder);
    }

    public TokenizerParts withPadding(Padding other) {
        return new TokenizerParts(
                addedTokens, normalizer, preTokenizer, model, postProcessor, truncation, other, decoder);
    }

    public TokenizerParts withDecoder(TokenDecoder other) {
        return new TokenizerParts(
                addedTokens, normalizer, preTokenizer, model, postProcessor, truncation, padding, other);
    }
}
