package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.pretoken.Words;
import java.util.Arrays;

/** A piece of a text, its words and their tokens. Not thread-safe. */
final class EncodedPiece {
    private final Words words;
    private final TokenList tokens = new TokenList();
    private int[] ends = new int[256];

    EncodedPiece(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    /** Tokens of all words. */
    TokenList tokens() {
        return tokens;
    }

    /** Number of tokens up to the end of a word. */
    int tokensUpTo(int word) {
        return ends[word];
    }

    /** Forgets all tokens; room is made for so many words. */
    void clear(int count) {
        tokens.truncate(0);
        if (count > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(count, 2 * ends.length));
        }
    }

    /** Marks the end of a word's tokens. */
    void endWord(int word) {
        ends[word] = tokens.size();
    }
}
