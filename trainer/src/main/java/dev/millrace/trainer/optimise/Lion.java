package dev.millrace.trainer.optimise;

/**
 * Lion: the sign of a mixture of momentum and gradient.
 *
 * <pre>
 * g = scale · gradient
 * θ ← θ − lr · λ · θ − lr · sign(β₁ m + (1 − β₁) g)
 * m ← β₂ m + (1 − β₂) g
 * </pre>
 *
 * Source: Chen et al., arXiv 2302.06675, algorithm 2.
 */
final class Lion implements Rule {
    private final LionSettings settings;

    Lion(LionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void sweep(float[] parameters, float[] gradient, Moments moments, Factors factors, int count) {
        float scale = (float) factors.scale();
        float rate = (float) factors.rate();
        float kept = (float) (1 - factors.rate() * factors.weightDecay());
        float beta1 = (float) settings.beta1();
        float rest1 = (float) (1 - settings.beta1());
        float beta2 = (float) settings.beta2();
        float rest2 = (float) (1 - settings.beta2());
        float[] m = moments.first();
        for (int i = 0; i < count; i++) {
            float g = gradient[i] * scale;
            float mixture = beta1 * m[i] + rest1 * g;
            parameters[i] = parameters[i] * kept - rate * Math.signum(mixture);
            m[i] = beta2 * m[i] + rest2 * g;
        }
    }
}
