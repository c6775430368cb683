package dev.millrace.trainer.optimise;

/**
 * Settings of {@link Lion}.
 *
 * @param beta1 share of the momentum in the direction, 0 ≤ beta1 &lt; 1
 * @param beta2 decay of the momentum, 0 ≤ beta2 &lt; 1
 * @param weightDecay decoupled, λ ≥ 0
 */
public record LionSettings(double beta1, double beta2, double weightDecay) implements OptimiserSettings {
    public LionSettings {
        Limits.share("beta1", beta1);
        Limits.share("beta2", beta2);
        Limits.notNegative("weight decay", weightDecay);
    }

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public Optimiser over(ParameterGroups groups) {
        return new Elementwise(new Lion(this), groups);
    }
}
