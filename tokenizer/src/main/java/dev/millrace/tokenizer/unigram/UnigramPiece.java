package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;

/**
 * One token of a Unigram vocabulary.
 *
 * @param score logarithm of its probability
 */
public record UnigramPiece(String content, double score, Role role) implements Serializable {
    private static final double LARGEST = 1e30;

    /** What a piece is for. */
    public enum Role {
        /** Text becomes it where that is likeliest. */
        TEXT,
        /** Text that the user defined: it becomes this piece at next to no cost, whatever the score. */
        ALWAYS,
        /** No text becomes it. */
        RESERVED
    }

    public UnigramPiece {
        if (!Utf8Buffer.isEncodable(content)) {
            throw new IllegalArgumentException(
                    "Invalid piece: \"" + content + "\" (it holds a surrogate without its partner)");
        }
        if (!(Math.abs(score) <= LARGEST)) {
            throw new IllegalArgumentException("Invalid score of \"" + content + "\": " + score + " (must be from -"
                    + LARGEST + " to " + LARGEST + ")");
        }
    }
}
