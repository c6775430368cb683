package dev.millrace.trainer.optimise;

/**
 * Settings of {@link AdamW}.
 *
 * @param beta1 decay of the first moment, 0 ≤ beta1 &lt; 1
 * @param beta2 decay of the second moment, 0 ≤ beta2 &lt; 1
 * @param epsilon added to the root of the second moment, &gt; 0
 * @param weightDecay decoupled decay λ, applied as lr · λ · θ to what {@link ParameterGroups} name, ≥ 0
 * @param biasCorrection of the moments
 */
public record AdamWSettings(
        double beta1, double beta2, double epsilon, double weightDecay, BiasCorrection biasCorrection)
        implements OptimiserSettings {

    /** Whether moments are divided by 1 − βᵗ, as they begin at zero. BERT's optimiser leaves it out. */
    public enum BiasCorrection {
        EXACT,
        NONE
    }

    public AdamWSettings {
        Limits.share("beta1", beta1);
        Limits.share("beta2", beta2);
        Limits.positive("epsilon", epsilon);
        Limits.notNegative("weight decay", weightDecay);
    }

    /** With bias correction. */
    public AdamWSettings(double beta1, double beta2, double epsilon, double weightDecay) {
        this(beta1, beta2, epsilon, weightDecay, BiasCorrection.EXACT);
    }

    /** GPT-2's: betas .9 and .95, epsilon 1e-8, weight decay .1. */
    public static AdamWSettings gpt2() {
        return new AdamWSettings(.9, .95, 1e-8, .1);
    }

    /** BERT's: betas .9 and .999, epsilon 1e-6, weight decay .01, no bias correction. */
    public static AdamWSettings bert() {
        return new AdamWSettings(.9, .999, 1e-6, .01, BiasCorrection.NONE);
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public Optimiser over(ParameterGroups groups) {
        return new Elementwise(new AdamW(this), groups);
    }
}
