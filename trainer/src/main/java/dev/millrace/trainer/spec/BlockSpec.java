package dev.millrace.trainer.spec;

import java.io.Serializable;

/**
 * One Transformer block: attention, then a feed-forward network, each joined to the residual stream.
 *
 * @param width d of the residual stream
 * @param positions how the model that it belongs to knows positions
 * @param dropout share of zeroed activations while training: of the embedding, of attention probabilities and of what
 *     each sublayer adds; 0 for none
 */
public record BlockSpec(
        int width,
        AttentionSpec attention,
        FeedForwardSpec feedForward,
        NormSpec norm,
        Positions positions,
        double dropout)
        implements Serializable {

    public BlockSpec {
        Sizes.positive("width", width);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("Invalid dropout: " + dropout + " (must be from 0 to below 1)");
        }
        if (positions instanceof Positions.Rotary && attention.headWidth() % 2 != 0) {
            throw new IllegalArgumentException(
                    "Invalid head-width: " + attention.headWidth() + " (must be even for rotary positions)");
        }
        Sizes.tensor(
                "width", width, Math.max(attention.queryWidth() + 2L * attention.keyWidth(), tallest(feedForward)));
    }

    /** The same block with another dropout. */
    public BlockSpec withDropout(double share) {
        return new BlockSpec(width, attention, feedForward, norm, positions, share);
    }

    private static long tallest(FeedForwardSpec feedForward) {
        long experts = feedForward.routing() instanceof FeedForwardSpec.Experts several ? several.count() : 1;
        return experts * feedForward.inWidth();
    }
}
