package dev.millrace.trainer.optimise;

/**
 * Adam, one pass over parameters, gradient and both moments.
 *
 * <pre>
 * g = scale · gradient + λ θ
 * m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 * θ ← θ − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * Source: Kingma and Ba, arXiv 1412.6980; torch.optim.Adam.
 */
final class Adam implements Rule {
    private final AdamWSettings numbers;

    Adam(AdamSettings settings) {
        numbers = new AdamWSettings(settings.beta1(), settings.beta2(), settings.epsilon(), 0);
    }

    @Override
    public void sweep(float[] parameters, float[] gradient, Moments moments, Factors factors, int count) {
        AdamW.Coefficients c = AdamW.Coefficients.of(numbers, factors);
        float decay = (float) factors.weightDecay();
        float[] m = moments.first();
        float[] v = moments.second();
        // locals: the loop vectorises only when nothing in it can alias the coefficients
        float scale = c.scale();
        float beta1 = c.beta1();
        float rest1 = c.rest1();
        float beta2 = c.beta2();
        float rest2 = c.rest2();
        float rootCorrection = c.rootCorrection();
        float epsilon = c.epsilon();
        float rate = c.rate();
        for (int i = 0; i < count; i++) {
            float g = gradient[i] * scale + decay * parameters[i];
            float first = beta1 * m[i] + rest1 * g;
            float second = beta2 * v[i] + rest2 * (g * g);
            m[i] = first;
            v[i] = second;
            parameters[i] -= rate * first / ((float) Math.sqrt(second) * rootCorrection + epsilon);
        }
    }
}
