package dev.millrace.trainer.objective;

import java.io.Serializable;

/**
 * The ids that a masked objective adds behind the tokenizer's vocabulary.
 *
 * @param vocabularySize of the tokenizer
 */
public record MaskTokens(int vocabularySize) implements Serializable {
    /** Number of ids added. */
    public static final int COUNT = 4;

    int pad() {
        return vocabularySize;
    }

    /** Begins a sequence. */
    int classification() {
        return vocabularySize + 1;
    }

    /** Ends a segment. */
    int separator() {
        return vocabularySize + 2;
    }

    /** Stands for what is to be predicted. */
    public int mask() {
        return vocabularySize + 3;
    }
}
