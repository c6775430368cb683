package dev.millrace.trainer.kernel;

/**
 * Sweeps over single rows of float32 numbers, of which n are worked on, n as {@link #padded} gives it: what lies
 * between a row's end and n is the caller's to make neutral. Every order of summation is a function of n alone. An
 * instance may hold scratch memory and serves one thread.
 */
public interface RowMath {
    /** What this is, for the log. */
    String name();

    /** The length that whole steps cover m elements with, at least m. */
    int padded(int m);

    /** Σ_j x_j. */
    float sum(float[] x, int n);

    /** max_j x_j, −∞ if there is none. */
    float largest(float[] x, int n);

    /** x_j ← exp(scale·x_j + shift), arguments cut to −87 … 88; their sum. */
    float exponentials(float[] x, int n, float scale, float shift);

    /** Σ_j x_j·y_j. */
    float product(float[] x, float[] y, int n);

    /** Σ_j (x_j − mean)² of exactly m elements. */
    float squaredDeviations(float[] x, float mean, int m);

    /** y_j += x_j. */
    void add(float[] x, float[] y, int n);

    /** x_j ← x_j·factor. */
    void scale(float[] x, float factor, int n);

    /** y_j ← x_j·y_j. */
    void multiply(float[] x, float[] y, int n);

    /** y_j ← f(x_j); y may be x. */
    void activate(Activation f, float[] x, float[] y, int n);

    /** s_j ← f′(x_j). */
    void slopes(Activation f, float[] x, float[] s, int n);

    /** x_j ← (x_j − mean)·ρ·gain_j + bias_j. */
    void normalise(float[] x, float mean, float rho, float[] gain, float[] bias, int n);

    /**
     * The first half of a norm's backward pass: x_j ← x̂_j = (x_j − mean)·ρ, γ_j ← dy_j·gain_j, dgain_j += dy_j·x̂_j,
     * dbias_j += dy_j.
     *
     * @param sums overwritten with Σγ and Σγ·x̂
     */
    void normGradients(
            float[] x,
            float mean,
            float rho,
            float[] gain,
            float[] dy,
            float[] gamma,
            float[] dgain,
            float[] dbias,
            float[] sums,
            int n);

    /** The second: dx_j += ρ·(γ_j − meanGamma − x̂_j·meanProduct). */
    void normInput(float[] dx, float rho, float[] gamma, float meanGamma, float[] normal, float meanProduct, int n);

    /** dy_j ← dy_j·s_j, sum_j += it. */
    void slopeGradients(float[] dy, float[] s, float[] sum, int n);

    /** For y = f(g)∘u: slope_j ← dy_j·u_j·slope_j, then u_j ← dy_j·opening_j. */
    void gateGradients(float[] dy, float[] opening, float[] u, float[] slope, int n);

    /** dp_j ← factor·p_j·(dp_j − product). */
    void softmaxGradient(float[] p, float[] dp, float product, float factor, int n);

    /** Turns pairs (x_j, x_j+half) of a head that begins at an offset: by cosines, and sines times a sign. */
    void turn(float[] x, int offset, int half, float[] cosines, float[] sines, float sign);
}
