package dev.millrace.tokenizer.model;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vocabulary and the rule by which one word becomes its tokens: BPE, WordPiece, Unigram, word-level. Immutable and
 * thread-safe; what a thread needs to work with is its own {@link WordTokens}.
 */
public interface TokenModel extends Serializable {

    /** Number of tokens; their ids are 0 to size − 1. */
    int size();

    /** Content of the token with this id, as {@code tokenizer.json} spells it. */
    String token(int id);

    /**
     * Content of a token as an encoding shows it: {@link #token}, but for models that show what is unknown as it is.
     *
     * @param utf8 holds the text that the token stands for
     */
    default String token(int id, byte[] utf8, int from, int to) {
        return token(id);
    }

    /** Id of the token with exactly this content. */
    OptionalInt idOf(String token);

    /** Working memory for one thread; costly to make, cheap to use again. */
    WordTokens newWordTokens();

    /**
     * As {@link #newWordTokens}, with splits drawn at random: subword regularisation. Equal words may differ.
     *
     * @param seed that the draws follow from
     * @return empty if the model can't
     */
    default Optional<WordTokens> newSampledWordTokens(long seed) {
        return Optional.empty();
    }

    /** Splits words, one at a time. For one thread. */
    interface WordTokens {

        /**
         * Appends the tokens of one word.
         *
         * @param utf8 holds the word, normalised, as valid UTF-8
         * @param from first byte of the word
         * @param to byte after its last; nothing is appended where {@code from == to}
         * @param out receives each token's id and the position in {@code utf8} at which it ends; the first begins at
         *     {@code from}, each other where the one before it ends
         */
        void encode(byte[] utf8, int from, int to, TokenList out);
    }
}
