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
    TANH
}
