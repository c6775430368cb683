package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;

/**
 * One token of a SentencePiece vocabulary.
 *
 * @param content text, with ▁ for a space
 * @param score logarithm of its probability in Unigram, priority of its merge in BPE
 */
public record Piece(String content, float score, PieceType type) implements Serializable {
    /** How a space is written in pieces. */
    public static final char SPACE = '▁';

    private static final float LARGEST = 1e30f;

    public Piece {
        if (content.isEmpty() || content.indexOf('\0') >= 0 || !Utf8Buffer.isEncodable(content)) {
            throw new IllegalArgumentException(
                    "Invalid piece: \"" + content + "\" (must be text, not empty and without NUL)");
        }
        if (!(Math.abs(score) <= LARGEST)) {
            throw new IllegalArgumentException("Invalid score of \"" + content + "\": " + score + " (must be from -"
                    + LARGEST + " to " + LARGEST + ")");
        }
    }

    /** Name of the piece for one byte, such as {@code <0x0A>}. */
    public static String ofByte(int value) {
        return String.format("<0x%02X>", value & 0xFF);
    }
}
