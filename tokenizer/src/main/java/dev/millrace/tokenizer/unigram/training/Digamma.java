package dev.millrace.tokenizer.unigram.training;

/** ψ, the derivative of the logarithm of the gamma function. */
final class Digamma {
    private static final double ASYMPTOTIC = 7;

    private Digamma() {}

    /** @param argument above 0 */
    static double of(double argument) {
        double result = 0;
        double x = argument;
        // ψ(x) = ψ(x + 1) − 1/x
        for (; x < ASYMPTOTIC; x++) {
            result -= 1 / x;
        }
        // ψ(x + 1/2) = ln x + 1/(24 x²) − 7/(960 x⁴) + 31/(8064 x⁶) − 127/(30720 x⁸) + …
        x -= 0.5;
        double inverse = 1 / (x * x);
        double fourth = inverse * inverse;
        return result
                + Math.log(x)
                + inverse / 24
                - 7 * fourth / 960
                + 31 * fourth * inverse / 8064
                - 127 * fourth * fourth / 30720;
    }
}
