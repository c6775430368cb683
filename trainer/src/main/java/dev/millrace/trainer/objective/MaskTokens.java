package dev.millrace.trainer.objective;

import java.io.Serializable;

/**
 * The ids that a masked objective adds behind the tokenizer's vocabulary.
 *
 * @param vocabularySize of the tokenizer
 * @param endOfText the tokenizer's own special id, which is never hidden
 */
public record MaskTokens(int vocabularySize, int endOfText) implements Serializable {
    /** Number of ids added. */
    public static final int COUNT = 4;

    /** Whether an id stands for text that may be hidden. */
    boolean isText(int id) {
        return id < vocabularySize && id != endOfText;
    }

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
