package dev.millrace.trainer.kernel;

/**
 * What float32 {@link Kernels} compute of single rows, on the first n elements of arrays. Behind them an array has room
 * for {@link #ROOM} elements more, whose contents mean nothing and may be changed. Sums depend on the numbers and n
 * alone. An instance may hold scratch memory and serves one thread.
 */
public interface RowMath {

    /** Elements that every array has behind its last: more than the widest vector. */
    int ROOM = 64;

    /** Whether a norm subtracts the mean. */
    enum Centring {
        MEAN,
        NONE
    }

    /** For the log: what computes. */
    String description();

    /** y += x. */
    void add(float[] x, float[] y, int n);

    /** y += factor·x. */
    void addScaled(float[] x, float factor, float[] y, int n);

    /** x ← factor·x. */
    void scale(float[] x, float factor, int n);

    /** x ← factor·x + b. */
    void affine(float[] x, float factor, float[] b, int n);

    /** y ← x ∘ y. */
    void multiply(float[] x, float[] y, int n);

    /** s += Σ_r x_r over rows of n elements that follow each other without gaps. */
    void sumRows(float[] x, int rows, float[] s, int n);

    /** Σ_j x_j. */
    float sum(float[] x, int n);

    /** Σ_j (x_j − c)². */
    float squares(float[] x, float c, int n);

    /** x ← (x − c)·ρ ∘ g + b. */
    void normalise(float[] x, float c, float rho, float[] g, float[] b, int n);

    /**
     * The backward pass of a norm with x̂ = (x − μ)·ρ and γ = dy ∘ g: dx += ρ·(γ − mean(γ) − x̂·mean(γ ∘ x̂)),
     * dg += dy ∘ x̂, db += dy. Without centring, μ = 0 and there is no mean(γ). x and dy are left undefined.
     */
    void normBackward(
            float[] x,
            float mean,
            float rho,
            float[] g,
            float[] dy,
            float[] dx,
            float[] dg,
            float[] db,
            Centring centring,
            int n);

    /** y ← x in bfloat16, to nearest, ties to even; a quiet NaN stays one. */
    void round(float[] x, short[] y, int n);

    /** y ← f(x); y is not x. */
    void activate(Activation f, float[] x, float[] y, int n);

    /** y ← f(x), s ← f′(x); none is another. */
    void slopes(Activation f, float[] x, float[] y, float[] s, int n);

    /** max_j x_j, for n &gt; 0. */
    float largest(float[] x, int n);

    /** x ← exp(scale·x + shift), exponents cut at −87; Σ_j of it. scale &gt; 0. */
    float exponentials(float[] x, float scale, float shift, int n);

    /** dp ← α·p ∘ (dp − Σ_j p_j·dp_j). */
    void softmaxBackward(float[] p, float[] dp, float alpha, int n);

    /** (a, b) ← (a·c − b·s, b·c + a·s) for the halves a, b of the 2·half elements of x from an offset on. */
    void rotate(float[] x, int offset, float[] c, float[] s, int half);

    /** x_j ← factor·x_j where {@link Coin} of (a, b, j) is at least the threshold, else 0. */
    void drop(float[] x, int a, int b, int threshold, float factor, int n);
}
