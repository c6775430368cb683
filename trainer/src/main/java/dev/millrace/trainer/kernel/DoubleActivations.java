package dev.millrace.trainer.kernel;

/** {@link Activation}s in float64. */
final class DoubleActivations {
    private static final double SLOPE = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;
    /** Beyond it erf is ±1 in float64. */
    private static final double FAR = 6;

    private DoubleActivations() {}

    static double value(Activation f, double x) {
        return switch (f) {
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(SLOPE * (x + CUBIC * x * x * x)));
            case GELU -> x * normal(x);
            case RELU -> Math.max(0, x);
            case SILU -> x / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
        };
    }

    static double slope(Activation f, double x) {
        return switch (f) {
            case GELU_TANH -> {
                double tanh = Math.tanh(SLOPE * (x + CUBIC * x * x * x));
                yield 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * SLOPE * (1 + 3 * CUBIC * x * x);
            }
            case GELU -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case RELU -> x > 0 ? 1 : 0;
            case SILU -> {
                double sigmoid = 1 / (1 + Math.exp(-x));
                yield sigmoid + x * sigmoid * (1 - sigmoid);
            }
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
        };
    }

    /** Φ(x) = ½(1 + erf(x/√2)). */
    private static double normal(double x) {
        return 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** Its series, erf(z) = 2/√π·exp(−z²)·Σ_n 2ⁿz²ⁿ⁺¹/(1·3·…·(2n + 1)), whose terms are all of one sign. */
    private static double erf(double z) {
        if (Math.abs(z) > FAR) {
            return Math.signum(z);
        }
        double term = z;
        double sum = 0;
        for (int n = 1; sum + term != sum; n++) {
            sum += term;
            term *= 2 * z * z / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    }
}
