package dev.millrace.trainer.optimise;

/**
 * Adam with decoupled weight decay, one pass over parameters, gradient and both moments.
 *
 * <pre>
 * g = scale · gradient
 * m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 * θ ← θ − lr · λ · θ − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101; torch.optim.AdamW.
 */
final class AdamW implements Rule {
    private final AdamWSettings settings;

    AdamW(AdamWSettings settings) {
        this.settings = settings;
    }

    @Override
    public void sweep(float[] parameters, float[] gradient, Moments moments, Factors factors, int count) {
        Coefficients c = Coefficients.of(settings, factors);
        float kept = (float) (1 - factors.rate() * factors.weightDecay());
        float[] m = moments.first();
        float[] v = moments.second();
        // locals: the loop vectorises only when nothing in it can alias the coefficients
        float scale = c.scale;
        float beta1 = c.beta1;
        float rest1 = c.rest1;
        float beta2 = c.beta2;
        float rest2 = c.rest2;
        float rootCorrection = c.rootCorrection;
        float epsilon = c.epsilon;
        float rate = c.rate;
        for (int i = 0; i < count; i++) {
            float g = gradient[i] * scale;
            float first = beta1 * m[i] + rest1 * g;
            float second = beta2 * v[i] + rest2 * (g * g);
            m[i] = first;
            v[i] = second;
            parameters[i] =
                    parameters[i] * kept - rate * first / ((float) Math.sqrt(second) * rootCorrection + epsilon);
        }
    }

    /** Single-precision numbers of one step. */
    record Coefficients(
            float scale,
            float beta1,
            float rest1,
            float beta2,
            float rest2,
            float rootCorrection,
            float epsilon,
            float rate) {
        static Coefficients of(AdamWSettings settings, Factors factors) {
            double first = 1;
            double second = 1;
            if (settings.biasCorrection() == AdamWSettings.BiasCorrection.EXACT) {
                first = 1 - StrictMath.pow(settings.beta1(), (double) factors.step());
                second = 1 - StrictMath.pow(settings.beta2(), (double) factors.step());
            }
            return new Coefficients(
                    (float) factors.scale(),
                    (float) settings.beta1(),
                    (float) (1 - settings.beta1()),
                    (float) settings.beta2(),
                    (float) (1 - settings.beta2()),
                    (float) (1 / Math.sqrt(second)),
                    (float) settings.epsilon(),
                    (float) (factors.rate() / first));
        }
    }
}
