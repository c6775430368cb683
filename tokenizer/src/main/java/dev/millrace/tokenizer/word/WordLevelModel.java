package dev.millrace.tokenizer.word;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.model.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** Each word is a token; one that the vocabulary lacks is the unknown token. */
public final class WordLevelModel implements TokenModel {
    private static final long serialVersionUID = 1;

    /** Hugging Face's name of the token for what is unknown. */
    public static final String USUAL_UNKNOWN = "<unk>";

    private final Vocabulary vocabulary;
    private final String unknownToken;
    private final transient WordIndex index;
    private final transient OptionalInt unknown;

    /**
     * @param vocabulary tokens by id
     * @param unknownToken stands for other words; where the vocabulary lacks it, such a word is an error
     * @throws IllegalArgumentException if a token occurs twice or is no text
     */
    public WordLevelModel(List<String> vocabulary, String unknownToken) {
        this(Vocabulary.of(vocabulary), unknownToken);
    }

    private WordLevelModel(Vocabulary vocabulary, String unknownToken) {
        this.vocabulary = vocabulary;
        this.unknownToken = Objects.requireNonNull(unknownToken);
        index = new WordIndex(vocabulary);
        unknown = vocabulary.idOf(unknownToken);
    }

    public String unknownToken() {
        return unknownToken;
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public String token(int id) {
        return vocabulary.token(id);
    }

    @Override
    public OptionalInt idOf(String token) {
        return vocabulary.idOf(token);
    }

    /** Its {@code encode} throws {@link IllegalArgumentException} for a word without a token. */
    @Override
    public WordTokens newWordTokens() {
        return this::encode;
    }

    private void encode(byte[] utf8, int from, int to, TokenList out) {
        if (from == to) {
            return;
        }
        int id = index.id(utf8, from, to);
        out.add(id == WordIndex.NONE ? unknown() : id, to);
    }

    private int unknown() {
        return unknown.orElseThrow(() -> new IllegalArgumentException(
                "The vocabulary has no token \"" + unknownToken + "\" for a word that it lacks"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordLevelModel that
                && vocabulary.equals(that.vocabulary)
                && unknownToken.equals(that.unknownToken);
    }

    @Override
    public int hashCode() {
        return vocabulary.hashCode() * 31 + unknownToken.hashCode();
    }

    private Object readResolve() {
        return new WordLevelModel(vocabulary, unknownToken);
    }
}
