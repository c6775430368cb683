package dev.millrace.trainer.optimise;

/**
 * Settings of {@link Sgd}.
 *
 * @param momentum μ, 0 ≤ momentum &lt; 1
 * @param lookahead where the gradient is thought to be taken
 * @param weightDecay λ, part of the gradient, ≥ 0
 */
public record SgdSettings(double momentum, Lookahead lookahead, double weightDecay) implements OptimiserSettings {

    /** Plain momentum, or Nesterov's, which goes one step of momentum ahead. */
    public enum Lookahead {
        NONE,
        NESTEROV
    }

    public SgdSettings {
        Limits.share("momentum", momentum);
        Limits.notNegative("weight decay", weightDecay);
        if (lookahead == Lookahead.NESTEROV && momentum == 0) {
            throw new IllegalArgumentException("Invalid momentum: 0.0 (must be > 0 with nesterov)");
        }
    }

    @Override
    public int moments() {
        return momentum == 0 ? 0 : 1;
    }

    @Override
    public Optimiser over(ParameterGroups groups) {
        return new Elementwise(new Sgd(this), groups);
    }
}
