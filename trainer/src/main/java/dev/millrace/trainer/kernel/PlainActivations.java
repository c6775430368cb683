package dev.millrace.trainer.kernel;

/** {@link Activation}s and their slopes on rows, in loops that the compiler turns into vector instructions. */
final class PlainActivations {
    // gelu_new(x) = x·σ(x·(K0 + K1·x²)), σ(v) = 1/(1 + exp(−v))
    private static final float K0 = (float) Activation.K0;
    private static final float K1 = (float) Activation.K1;
    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(.5);
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));
    private static final float SMALL = .625f;

    private final FloatExponential exponential = new FloatExponential();
    private float[] first = new float[0];
    private float[] second = first;

    /** y_j ← f(x_j) for the first n; y is not x. */
    void apply(Activation f, float[] x, float[] y, int n) {
        reserve(n);
        switch (f) {
            case GELU_TANH -> {
                geluDivisor(x, n);
                divide(x, y, n);
            }
            case GELU -> {
                normal(x, n);
                for (int j = 0; j < n; j++) {
                    y[j] = x[j] * first[j];
                }
            }
            case RELU -> {
                for (int j = 0; j < n; j++) {
                    y[j] = Math.max(x[j], 0f);
                }
            }
            case SILU -> {
                divisor(x, -1, n);
                divide(x, y, n);
            }
            case TANH -> tanh(x, y, n);
        }
    }

    /** y_j ← f(x_j), s_j ← f′(x_j) for the first n; none of the arrays is another. */
    void slopes(Activation f, float[] x, float[] y, float[] s, int n) {
        reserve(n);
        switch (f) {
            // σ + x·σ·(1 − σ)·(K0 + 3·K1·x²)
            case GELU_TANH -> {
                geluDivisor(x, n);
                for (int j = 0; j < n; j++) {
                    float v = x[j];
                    float sigmoid = 1f / first[j];
                    y[j] = v * sigmoid;
                    s[j] = sigmoid + v * sigmoid * (1f - sigmoid) * (K0 + 3 * K1 * v * v);
                }
            }
            // Φ(x) + x·φ(x); the density stands in second
            case GELU -> {
                normal(x, n);
                for (int j = 0; j < n; j++) {
                    y[j] = x[j] * first[j];
                    s[j] = first[j] + x[j] * second[j] * DENSITY;
                }
            }
            case RELU -> {
                for (int j = 0; j < n; j++) {
                    y[j] = Math.max(x[j], 0f);
                    s[j] = x[j] > 0 ? 1 : 0;
                }
            }
            // σ + x·σ·(1 − σ)
            case SILU -> {
                divisor(x, -1, n);
                for (int j = 0; j < n; j++) {
                    float sigmoid = 1f / first[j];
                    y[j] = x[j] * sigmoid;
                    s[j] = sigmoid + x[j] * sigmoid * (1f - sigmoid);
                }
            }
            case TANH -> {
                tanh(x, y, n);
                for (int j = 0; j < n; j++) {
                    s[j] = 1f - y[j] * y[j];
                }
            }
        }
    }

    /** first ← 1 + exp(−x·(K0 + K1·x²)). */
    private void geluDivisor(float[] x, int n) {
        for (int j = 0; j < n; j++) {
            float v = x[j];
            first[j] = -v * (K0 + K1 * v * v);
        }
        oneMore(n);
    }

    /** first ← 1 + exp(factor·x). */
    private void divisor(float[] x, float factor, int n) {
        for (int j = 0; j < n; j++) {
            first[j] = factor * x[j];
        }
        oneMore(n);
    }

    private void oneMore(int n) {
        exponential.apply(first, n);
        for (int j = 0; j < n; j++) {
            first[j] = first[j] + 1f;
        }
    }

    private void divide(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] / first[j];
        }
    }

    /** 1 − 2/(1 + exp(2x)); near 0, where that cancels, the polynomial of Cephes' tanhf. */
    private void tanh(float[] x, float[] y, int n) {
        divisor(x, 2, n);
        for (int j = 0; j < n; j++) {
            float v = x[j];
            float z = v * v;
            float p =
                    (((-5.7049887e-3f * z + 2.0639088e-2f) * z - 5.3739715e-2f) * z + 1.3331442e-1f) * z - 3.333328e-1f;
            second[j] = p * z * v + v;
        }
        for (int j = 0; j < n; j++) {
            y[j] = Math.abs(x[j]) < SMALL ? second[j] : 1f - 2f / first[j];
        }
    }

    /**
     * first ← Φ(x) = ½(1 + erf(x/√2)), second ← exp(−x²/2). Erf by Abramowitz and Stegun 7.1.26, absolute error below
     * 2e-7: with t = 1/(1 + pz), 1 − erf(z) = t·(a₁ + t·(a₂ + …))·exp(−z²) for z ≥ 0.
     */
    private void normal(float[] x, int n) {
        for (int j = 0; j < n; j++) {
            second[j] = -.5f * x[j] * x[j];
        }
        exponential.apply(second, n);
        for (int j = 0; j < n; j++) {
            float t = 1f / (1f + 0.3275911f * INVERSE_ROOT_2 * Math.abs(x[j]));
            float p = (((1.0614054f * t - 1.4531521f) * t + 1.4214138f) * t - 0.28449672f) * t + 0.2548296f;
            first[j] = .5f * p * t * second[j];
        }
        for (int j = 0; j < n; j++) {
            first[j] = x[j] < 0 ? first[j] : 1f - first[j];
        }
    }

    private void reserve(int n) {
        if (first.length < n) {
            first = new float[n];
            second = new float[n];
        }
    }
}
