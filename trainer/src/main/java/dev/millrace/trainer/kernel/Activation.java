package dev.millrace.trainer.kernel;

/** A function of one number, between two projections. */
public enum Activation {
    /** ½x(1 + tanh(√(2/π)(x + 0.044715x³))): Hugging Face's {@code gelu_new}. */
    GELU_TANH,
    /** x·Φ(x) = ½x(1 + erf(x/√2)). Source: Hendrycks and Gimpel, arXiv 1606.08415. */
    GELU,
    /** max(0, x). */
    RELU,
    /** x/(1 + exp(−x)). */
    SILU,
    /** tanh x. */
    TANH;

    /** {@link #GELU_TANH} as x·σ(x·(K0 + K1·x²)): 2√(2/π). */
    public static final double K0 = 2 * Math.sqrt(2 / Math.PI);
    /** 0.044715·K0. */
    public static final double K1 = 0.044715 * K0;
}
