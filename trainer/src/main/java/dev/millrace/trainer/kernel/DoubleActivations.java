package dev.millrace.trainer.kernel;

/** {@link Activation}s and their slopes in float64. */
final class DoubleActivations {
    private static final double SLOPE = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;
    private static final double SATURATED = 6;
    private static final double NEGLIGIBLE = 1e-18;

    private DoubleActivations() {}

    static double value(Activation f, double x) {
        return switch (f) {
            case GELU_TANH -> .5 * x * (1 + Math.tanh(SLOPE * (x + CUBIC * x * x * x)));
            case GELU -> x * normal(x);
            case RELU -> Math.max(0, x);
            case SILU -> x * sigmoid(x);
            case TANH -> Math.tanh(x);
        };
    }

    static double slope(Activation f, double x) {
        return switch (f) {
            case GELU_TANH -> {
                double tanh = Math.tanh(SLOPE * (x + CUBIC * x * x * x));
                yield .5 * (1 + tanh) + .5 * x * (1 - tanh * tanh) * SLOPE * (1 + 3 * CUBIC * x * x);
            }
            case GELU -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case RELU -> x > 0 ? 1 : 0;
            case SILU -> {
                double s = sigmoid(x);
                yield s + x * s * (1 - s);
            }
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Φ(x) = ½(1 + erf(x/√2)). */
    private static double normal(double x) {
        return .5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** 2/√π · exp(−x²) · Σ_n 2ⁿx²ⁿ⁺¹/(1·3·…·(2n + 1)), all of one sign. Source: Abramowitz and Stegun 7.1.6. */
    static double erf(double x) {
        if (Math.abs(x) > SATURATED) {
            return Math.signum(x);
        }
        double sum = 0;
        double term = x;
        for (int n = 1; Math.abs(term) > NEGLIGIBLE * Math.abs(sum); n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
