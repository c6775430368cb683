package dev.millrace.trainer.optimise;

/**
 * Adam whose weight decay is part of the gradient: g ← g + λθ, then as {@link AdamW} without decay.
 * Source: Kingma and Ba, arXiv 1412.6980; torch.optim.Adam.
 *
 * @param beta1 decay of the first moment, 0 ≤ beta1 &lt; 1
 * @param beta2 decay of the second moment, 0 ≤ beta2 &lt; 1
 * @param epsilon added to the root of the second moment, &gt; 0
 * @param weightDecay λ, ≥ 0
 */
public record AdamSettings(double beta1, double beta2, double epsilon, double weightDecay)
        implements OptimiserSettings {
    public AdamSettings {
        Limits.share("beta1", beta1);
        Limits.share("beta2", beta2);
        Limits.positive("epsilon", epsilon);
        Limits.notNegative("weight decay", weightDecay);
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public Optimiser over(ParameterGroups groups) {
        return new Elementwise(new Adam(this), groups);
    }
}
