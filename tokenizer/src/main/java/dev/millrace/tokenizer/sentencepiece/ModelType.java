package dev.millrace.tokenizer.sentencepiece;

import java.util.Locale;
import java.util.Optional;

/** How SentencePiece splits text into the pieces of a vocabulary. */
public enum ModelType {
    /** The likeliest pieces. */
    UNIGRAM(1),
    /** Neighbours merged, the best score first. */
    BPE(2),
    /** Whole words. */
    WORD(3),
    /** Single characters. */
    CHAR(4);

    private final int number;

    ModelType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ModelType> of(long number) {
        for (ModelType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
