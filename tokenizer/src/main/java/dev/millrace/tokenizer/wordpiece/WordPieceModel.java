package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.model.Vocabulary;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * WordPiece: the longest token that a word begins with, then again and again the longest that continues it. A word
 * that can't be split so, or is too long, is the unknown token. Time is linear in the word.
 *
 * @see <a href="https://arxiv.org/abs/2012.15524">Song et al.: Fast WordPiece tokenization</a>
 */
public final class WordPieceModel implements TokenModel {
    private static final long serialVersionUID = 1;

    private final Vocabulary vocabulary;
    private final Settings settings;
    private final transient PieceTrie trie;

    /**
     * @param unknownToken stands for words that can't be split; where the vocabulary lacks it, such a word is an error
     * @param continuingPrefix how tokens begin that continue a word; the prefix itself stands for nothing in it
     * @param longestWord most characters of a word that is split
     */
    public record Settings(String unknownToken, String continuingPrefix, int longestWord) implements Serializable {
        public Settings {
            Objects.requireNonNull(unknownToken);
            Objects.requireNonNull(continuingPrefix);
            if (longestWord < 0) {
                throw new IllegalArgumentException("Invalid longest word: " + longestWord + " (must be >= 0)");
            }
        }

        /** {@code [UNK]}, {@code ##} and 100, as BERT. */
        public static Settings bert() {
            return new Settings("[UNK]", "##", 100);
        }
    }

    /**
     * @param vocabulary tokens by id
     * @throws IllegalArgumentException if a token occurs twice or is no text
     */
    public WordPieceModel(List<String> vocabulary, Settings settings) {
        this(Vocabulary.of(vocabulary), settings);
    }

    private WordPieceModel(Vocabulary vocabulary, Settings settings) {
        this.vocabulary = vocabulary;
        this.settings = settings;
        trie = new PieceTrie(vocabulary, settings.continuingPrefix());
    }

    public Settings settings() {
        return settings;
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

    /** Whether the token stands within a word, behind another. */
    public boolean continuesWord(int id) {
        return !settings.continuingPrefix().isEmpty() && token(id).startsWith(settings.continuingPrefix());
    }

    @Override
    public WordTokens newWordTokens() {
        return new WordPieces(this);
    }

    PieceTrie trie() {
        return trie;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordPieceModel that
                && vocabulary.equals(that.vocabulary)
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return vocabulary.hashCode() * 31 + settings.hashCode();
    }

    private Object readResolve() {
        return new WordPieceModel(vocabulary, settings);
    }
}
