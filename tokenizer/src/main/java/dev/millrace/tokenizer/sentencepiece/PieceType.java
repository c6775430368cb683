package dev.millrace.tokenizer.sentencepiece;

import java.util.Optional;

/** What a piece of a SentencePiece vocabulary is for. */
public enum PieceType {
    /** Text. */
    NORMAL(1),
    /** Stands for what no piece covers. */
    UNKNOWN(2),
    /** Markup such as {@code </s>}, which no text becomes. */
    CONTROL(3),
    /** Text that is always one piece, and is not normalised. */
    USER_DEFINED(4),
    /** Not used: text is split as if it weren't there. */
    UNUSED(5),
    /** One byte of a character that no piece covers, such as {@code <0x0A>}. */
    BYTE(6);

    private final int number;

    PieceType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<PieceType> of(long number) {
        for (PieceType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
