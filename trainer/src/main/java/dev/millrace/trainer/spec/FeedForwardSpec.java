package dev.millrace.trainer.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.trainer.kernel.Activation;
import java.io.Serializable;

/**
 * A block's position-wise network.
 *
 * @param hidden width of the hidden layer, of each expert where there are several
 * @param form of the hidden layer
 * @param bias whether its two projections have one
 * @param routing one network for every token, or several
 */
public record FeedForwardSpec(int hidden, Activation activation, Form form, Bias bias, Routing routing)
        implements Serializable {

    /** The hidden layer's formula. */
    public enum Form {
        /** f(x·W₁). */
        PLAIN,
        /** f(x·W_gate) ∘ (x·W_up): SwiGLU with SILU, GeGLU with GELU. Source: Shazeer, arXiv 2002.05202. */
        GATED
    }

    /** Whether projections add a bias. */
    public enum Bias {
        BOTH,
        NONE
    }

    /** Which network a token passes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dense.class, name = "dense"),
        @JsonSubTypes.Type(value = Experts.class, name = "experts")
    })
    public sealed interface Routing extends Serializable {}

    /** The one. */
    public record Dense() implements Routing {}

    /**
     * Those {@code chosen} experts of {@code count} that a softmax over x·W_router likes best, weighted by their
     * probabilities renormalised. Source: Jiang et al., arXiv 2401.04088.
     *
     * @param balance factor of the load-balancing loss E·Σ_e f_e·P_e, f_e the share of choices that fell on expert e
     *     times {@code chosen}, P_e its mean probability; ≥ 0
     */
    public record Experts(int count, int chosen, double balance) implements Routing {
        public Experts {
            Sizes.positive("experts", count);
            Sizes.positive("chosen", chosen);
            if (chosen > count) {
                throw new IllegalArgumentException(
                        "Invalid chosen: " + chosen + " (must be at most the " + count + " experts)");
            }
            if (!(balance >= 0 && balance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Invalid balance: " + balance + " (must be >= 0)");
            }
        }
    }

    public FeedForwardSpec {
        Sizes.positive("hidden", hidden);
        if (routing instanceof Experts && bias != Bias.NONE) {
            throw new IllegalArgumentException("Invalid bias: experts have none");
        }
    }

    /** Columns of the first projection: twice the hidden width when gated, gate before up. */
    public int inWidth() {
        return form == Form.GATED ? Math.multiplyExact(2, hidden) : hidden;
    }
}
