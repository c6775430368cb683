package dev.millrace.trainer.optimise;

/**
 * Adam with decoupled weight decay, one pass over parameters, gradient and both moments. Elements are independent of
 * each other, so ranges may be updated by different threads without a change of bits.
 *
 * <pre>
 * g = scale · gradient
 * m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 * θ ← θ − lr · λ · θ − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101; torch.optim.AdamW.
 */
public final class AdamW {
    private final AdamWSettings settings;
    private final DecayRanges decay;

    public AdamW(AdamWSettings settings, DecayRanges decay) {
        this.settings = settings;
        this.decay = decay;
    }

    /**
     * Updates elements from … to − 1 in place.
     *
     * @param parameters θ [P]
     * @param gradient [P], read
     * @param moments m and v, each [P]
     * @param scale factor of the gradient: clipping and the division by the batch
     * @param learningRate lr
     * @param step t, 1 for the first update
     */
    public void update(
            float[] parameters,
            float[] gradient,
            Moments moments,
            double scale,
            double learningRate,
            long step,
            int from,
            int to) {
        if (step < 1) {
            throw new IllegalArgumentException("Invalid step: " + step + " (must be > 0)");
        }
        Coefficients plain = Coefficients.of(settings, scale, learningRate, step);
        float kept = (float) (1 - learningRate * settings.weightDecay());
        int at = from;
        for (DecayRanges.Range range : decay.ranges()) {
            int begin = Math.max(range.from(), at);
            int end = Math.min(range.to(), to);
            if (begin >= end) {
                continue;
            }
            sweep(parameters, gradient, moments.first(), moments.second(), plain, 1f, at, begin);
            sweep(parameters, gradient, moments.first(), moments.second(), plain, kept, begin, end);
            at = end;
        }
        sweep(parameters, gradient, moments.first(), moments.second(), plain, 1f, at, to);
    }

    private static void sweep(
            float[] parameters, float[] gradient, float[] m, float[] v, Coefficients c, float kept, int from, int to) {
        // locals: the loop vectorises only when nothing in it can alias the coefficients
        float scale = c.scale;
        float beta1 = c.beta1;
        float rest1 = c.rest1;
        float beta2 = c.beta2;
        float rest2 = c.rest2;
        float rootCorrection = c.rootCorrection;
        float epsilon = c.epsilon;
        float rate = c.rate;
        for (int i = from; i < to; i++) {
            float g = gradient[i] * scale;
            float first = beta1 * m[i] + rest1 * g;
            float second = beta2 * v[i] + rest2 * (g * g);
            m[i] = first;
            v[i] = second;
            parameters[i] =
                    parameters[i] * kept - rate * first / ((float) Math.sqrt(second) * rootCorrection + epsilon);
        }
    }

    private record Coefficients(
            float scale,
            float beta1,
            float rest1,
            float beta2,
            float rest2,
            float rootCorrection,
            float epsilon,
            float rate) {
        static Coefficients of(AdamWSettings settings, double scale, double learningRate, long step) {
            return new Coefficients(
                    (float) scale,
                    (float) settings.beta1(),
                    (float) (1 - settings.beta1()),
                    (float) settings.beta2(),
                    (float) (1 - settings.beta2()),
                    (float) (1 / Math.sqrt(1 - StrictMath.pow(settings.beta2(), (double) step))),
                    (float) settings.epsilon(),
                    (float) (learningRate / (1 - StrictMath.pow(settings.beta1(), (double) step))));
        }
    }
}
