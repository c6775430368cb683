package dev.millrace.trainer.optimise;

import java.io.Serializable;

/**
 * Settings of {@link AdamW}.
 *
 * @param beta1 decay of the first moment, 0 ≤ beta1 &lt; 1
 * @param beta2 decay of the second moment, 0 ≤ beta2 &lt; 1
 * @param epsilon added to the root of the second moment, &gt; 0
 * @param weightDecay decoupled decay λ, applied as lr · λ · θ to what {@link DecayRanges} names, ≥ 0
 */
public record AdamWSettings(double beta1, double beta2, double epsilon, double weightDecay) implements Serializable {
    public AdamWSettings {
        decay("beta1", beta1);
        decay("beta2", beta2);
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("Invalid epsilon: " + epsilon + " (must be > 0)");
        }
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("Invalid weight decay: " + weightDecay + " (must be >= 0)");
        }
    }

    /** GPT-2's: betas .9 and .95, epsilon 1e-8, weight decay .1. */
    public static AdamWSettings gpt2() {
        return new AdamWSettings(.9, .95, 1e-8, .1);
    }

    private static void decay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be from 0 to below 1)");
        }
    }
}
