package dev.millrace.trainer.spec;

import java.io.Serializable;

/**
 * A stack's first layer: token vectors, and what is added to them.
 *
 * @param vocabularySize V
 * @param context T
 * @param segments S kinds of segment with a learned vector each; 0 for none
 * @param embeddingWidth e of the vectors; a projection leads to the block's width where they differ. Source: ELECTRA
 * @param tokens where the token table lies
 * @param norm whether the sum is normalised, by the block's kind of norm
 * @param block of the stack that it feeds
 */
public record EmbeddingSpec(
        int vocabularySize, int context, int segments, int embeddingWidth, Tokens tokens, Norm norm, BlockSpec block)
        implements Serializable {

    /** Where the token table lies. */
    public enum Tokens {
        OWN,
        /** In another embedding of the model, that of an encoder. */
        SHARED
    }

    /** Whether the sum of vectors is normalised. */
    public enum Norm {
        NONE,
        /** As BERT does. */
        AFTER
    }

    public EmbeddingSpec {
        Sizes.positive("vocabulary-size", vocabularySize);
        Sizes.positive("context", context);
        Sizes.positive("embedding-width", embeddingWidth);
        if (segments < 0) {
            throw new IllegalArgumentException("Invalid segments: " + segments + " (must be >= 0)");
        }
        Sizes.tensor("width", embeddingWidth, Math.max(vocabularySize, context));
    }

    /** Tokens and positions alone. */
    static EmbeddingSpec of(int vocabularySize, int context, BlockSpec block) {
        return new EmbeddingSpec(vocabularySize, context, 0, block.width(), Tokens.OWN, Norm.NONE, block);
    }

    /** Whether vectors are projected to the block's width. */
    public boolean hasProjection() {
        return embeddingWidth != block.width();
    }
}
