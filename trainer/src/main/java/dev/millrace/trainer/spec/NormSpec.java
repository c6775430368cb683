package dev.millrace.trainer.spec;

import java.io.Serializable;

/**
 * How a block keeps its activations in range.
 *
 * @param place whether a sublayer's input is normalised, or its sum with the residual stream
 * @param epsilon added to the variance or to the mean square
 */
public record NormSpec(Kind kind, Place place, double epsilon) implements Serializable {

    /** The formula. */
    public enum Kind {
        /** (x − μ)/√(σ² + ε) ∘ gain + bias. Source: Ba et al., arXiv 1607.06450. */
        LAYER,
        /** (x − μ)/√(σ² + ε) ∘ gain. */
        LAYER_WITHOUT_BIAS,
        /** x/√(mean(x²) + ε) ∘ gain. Source: Zhang and Sennrich, arXiv 1910.07467. */
        RMS
    }

    /** Where it stands. */
    public enum Place {
        /** y = x + f(norm(x)), and one more norm after the last block: GPT-2, Llama, T5. */
        PRE,
        /** y = norm(x + f(x)): the original Transformer, BERT. */
        POST
    }

    public NormSpec {
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("Invalid norm-epsilon: " + epsilon + " (must be > 0 and < 1)");
        }
    }
}
