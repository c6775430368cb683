package dev.millrace.trainer.optimise;

/**
 * Stochastic gradient descent.
 *
 * <pre>
 * g = scale · gradient + λ θ
 * m ← μ m + g
 * θ ← θ − lr · (m, with Nesterov's look ahead g + μ m, without momentum g)
 * </pre>
 *
 * Source: torch.optim.SGD without dampening; Sutskever et al., ICML 2013.
 */
final class Sgd implements Rule {
    private final SgdSettings settings;

    Sgd(SgdSettings settings) {
        this.settings = settings;
    }

    @Override
    public void sweep(float[] parameters, float[] gradient, Moments moments, Factors factors, int count) {
        float scale = (float) factors.scale();
        float rate = (float) factors.rate();
        float decay = (float) factors.weightDecay();
        if (settings.momentum() == 0) {
            for (int i = 0; i < count; i++) {
                parameters[i] -= rate * (gradient[i] * scale + decay * parameters[i]);
            }
            return;
        }
        float momentum = (float) settings.momentum();
        // what the direction has of the gradient and of the new momentum
        float ofGradient = settings.lookahead() == SgdSettings.Lookahead.NESTEROV ? 1 : 0;
        float ofMomentum = settings.lookahead() == SgdSettings.Lookahead.NESTEROV ? momentum : 1;
        float[] m = moments.first();
        for (int i = 0; i < count; i++) {
            float g = gradient[i] * scale + decay * parameters[i];
            float first = momentum * m[i] + g;
            m[i] = first;
            parameters[i] -= rate * (ofGradient * g + ofMomentum * first);
        }
    }
}
