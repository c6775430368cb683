package dev.millrace.trainer.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.trainer.kernel.Activation;
import java.io.Serializable;

/** A model's last layer: what it predicts from the residual stream. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HeadSpec.Language.class, name = "language"),
    @JsonSubTypes.Type(value = HeadSpec.MaskedLanguage.class, name = "masked-language"),
    @JsonSubTypes.Type(value = HeadSpec.Classifier.class, name = "classifier"),
    @JsonSubTypes.Type(value = HeadSpec.Replaced.class, name = "replaced")
})
public sealed interface HeadSpec extends Serializable {

    /** d of the residual stream. */
    int width();

    /** The stack's norm; one placed before the sublayers also stands before the head. */
    NormSpec norm();

    /**
     * Logits of every position: norm(x)·scale·Wᵀ.
     *
     * @param scale 1; d^−½ in the original T5
     */
    record Language(int width, int vocabularySize, NormSpec norm, Output output, double scale) implements HeadSpec {
        public Language {
            Sizes.positive("vocabulary-size", vocabularySize);
            if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Invalid scale: " + scale + " (must be > 0)");
            }
        }
    }

    /**
     * Logits of the masked positions: norm(f(x·W + b))·Eᵀ + c, E the token table, of embedding width e.
     *
     * @param extra what else is learned. Source: BERT, SpanBERT, ELECTRA's generator
     */
    record MaskedLanguage(
            int width, int embeddingWidth, int vocabularySize, NormSpec norm, Activation activation, Extra extra)
            implements HeadSpec {
        /** Longest span whose positions the boundary objective tells apart. */
        public static final int LONGEST_SPAN = 32;

        /** A second task of the head. */
        public enum Extra {
            NONE,
            /** Whether the second segment follows the first: two classes from tanh of the first position. */
            SENTENCE_PAIRS,
            /** Each masked token once more, from the positions beside its span and its place in it. */
            SPAN_BOUNDARY
        }
    }

    /** Classes of a sequence: tanh(x₀·W + b)·U + c. Source: BERT. */
    record Classifier(int width, NormSpec norm, int classes) implements HeadSpec {
        public Classifier {
            Sizes.positive("classes", classes);
        }
    }

    /** Whether a token was replaced: gelu(x·W + b)·u + c, a logit a position. Source: ELECTRA's discriminator. */
    record Replaced(int width, NormSpec norm) implements HeadSpec {}
}
