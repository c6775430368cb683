package dev.millrace.trainer.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The computations of a Transformer's layers. Every result is a function of the arguments alone: no thread count, no
 * memory alignment. An instance holds scratch memory and serves one thread. Legend: n rows, m columns, x̂ normalised x.
 */
public interface Kernels {

    /**
     * Kernels for a type of number.
     *
     * @param type FLOAT, or DOUBLE for proving gradients
     */
    static Kernels of(DataType type) {
        return switch (type) {
            case FLOAT -> Boolean.getBoolean("millrace.plain") ? new FloatKernels() : new VectorFloatKernels();
            case DOUBLE -> new DoubleKernels();
            default -> throw new IllegalArgumentException("Invalid type: " + type + " (must be FLOAT or DOUBLE)");
        };
    }

    /** The type of the numbers. */
    DataType type();

    /** C ← A·B + βC. With β = 0 what C held does not matter. */
    void multiply(Matrix a, Matrix b, double beta, Matrix c);

    /** Y ← 0. */
    void clear(Matrix y);

    /** Y ← X. */
    void copy(Matrix x, Matrix y);

    /** Y_r ← b for every row r. b [1, m]. */
    void fillRows(Matrix b, Matrix y);

    /** Y_r ← X_r + b for every row r. b [1, m]; Y may be X. */
    void addRow(Matrix x, Matrix b, Matrix y);

    /** s ← Σ_r X_r. s [1, m]. */
    void sumRows(Matrix x, Matrix s);

    /**
     * y = x̂ ∘ g + b, x̂ = (x − μ)·ρ, ρ = 1/√(σ² + ε), for every row.
     *
     * @param g gain [1, m]
     * @param b bias [1, m]
     * @param statistics [n, 2], overwritten with (μ, ρ)
     */
    void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics);

    /**
     * With γ = dy ∘ g: dx += ρ·(γ − mean(γ) − x̂·mean(γ ∘ x̂)); dg ← Σ_r dy ∘ x̂; db ← Σ_r dy.
     *
     * @param dx added to
     */
    void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db);

    /** y = ½x(1 + tanh(√(2/π)(x + 0.044715x³))), Hugging Face's {@code gelu_new}. */
    void gelu(Matrix x, Matrix y);

    /** dy ← dy ∘ gelu′(x), db ← Σ_r of it. db [1, m]. */
    void geluBackward(Matrix x, Matrix dy, Matrix db);

    /**
     * Row r of a block of attention scores belongs to position first + r, which sees columns 0 … first + r:
     * λ_r = ln Σ_j exp(αs_rj), p_rj = exp(αs_rj − λ_r), 0 for unseen j.
     *
     * @param scores overwritten with p
     * @param logSums [1, n], overwritten with λ
     */
    void causalSoftmax(Matrix scores, int first, double alpha, Matrix logSums);

    /** p as {@link #causalSoftmax} made it, from the scores and the λ it left. */
    void causalSoftmaxAgain(Matrix scores, int first, double alpha, Matrix logSums);

    /** ds = α·p ∘ (dp − Σ_j p_j·dp_j) for every row; dp is overwritten with ds. */
    void softmaxBackward(Matrix p, Matrix dp, double alpha);

    /**
     * Softmax cross-entropy of rows of logits z: the loss Σ_r (ln Σ_j exp(z_rj) − z_r,target), and its gradient times
     * a weight, w·(softmax(z) − onehot(target)).
     *
     * @param logits overwritten with the gradient
     * @param targets column of row r at index first + r; a row with a negative target has no loss and no gradient
     * @return the loss, in nats
     */
    double crossEntropyBackward(Matrix logits, int[] targets, int first, double weight);

    /** The loss of {@link #crossEntropyBackward} alone; what becomes of the logits is not defined. */
    double crossEntropy(Matrix logits, int[] targets, int first);

    /** Row r of Y ← row ids[r] of the table + row r mod T of the positions, T = context. */
    void embed(Matrix table, Matrix positions, int[] ids, int context, Matrix y);

    /** Row ids[r] of dTable += dY_r; dPositions ← Σ over r with equal r mod T, 0 for positions from T on. */
    void embedBackward(Matrix dy, int[] ids, int context, Matrix dTable, Matrix dPositions);

    // TEMPORARY generic forms
    default void layerNorm(Matrix x, Matrix g, double e, Matrix y, Matrix st) { Matrix z = Region.of(org.nd4j.linalg.factory.Nd4j.zeros(type(), 1, x.columns())).matrix(1, x.columns()); layerNorm(x, g, z, e, y, st); }
    default void layerNormBackward(Matrix x, Matrix st, Matrix g, Matrix dy, Matrix dx, Matrix dg) { Matrix z = Region.of(org.nd4j.linalg.factory.Nd4j.zeros(type(), 1, x.columns())).matrix(1, x.columns()); layerNormBackward(x, st, g, dy, dx, dg, z); }
    default void rmsNorm(Matrix x, Matrix g, double eps, Matrix y, Matrix st) { for (int r = 0; r < x.rows(); r++) { double q = 0; for (int j = 0; j < x.columns(); j++) q += x.at(r, j) * x.at(r, j); double s = 1 / Math.sqrt(q / x.columns() + eps); st.put(r, 1, s); for (int j = 0; j < x.columns(); j++) y.put(r, j, x.at(r, j) * s * g.at(0, j)); } }
    default void rmsNormBackward(Matrix x, Matrix st, Matrix g, Matrix dy, Matrix dx, Matrix dg) { clear(dg); int m = x.columns(); for (int r = 0; r < x.rows(); r++) { double s = st.at(r, 1), d = 0; for (int j = 0; j < m; j++) { d += dy.at(r, j) * g.at(0, j) * x.at(r, j) * s / m; dg.put(0, j, dg.at(0, j) + dy.at(r, j) * x.at(r, j) * s); } for (int j = 0; j < m; j++) dx.put(r, j, dx.at(r, j) + s * (dy.at(r, j) * g.at(0, j) - x.at(r, j) * s * d)); } }
    private static double erf(double x) { double t = 0, term = x, n = 0; if (Math.abs(x) > 5.8) return Math.signum(x); while (Math.abs(term) > 1e-18) { t += term / (2 * n + 1); n++; term *= -x * x / n; } return 2 / Math.sqrt(Math.PI) * t; }
    private static double f(Activation a, double x) { return switch (a) { case GELU_TANH -> .5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + .044715 * x * x * x))); case GELU -> .5 * x * (1 + erf(x / Math.sqrt(2))); case RELU -> Math.max(0, x); case SILU -> x / (1 + Math.exp(-x)); case TANH -> Math.tanh(x); }; }
    private static double d(Activation a, double x) { return switch (a) { case GELU_TANH -> { double t = Math.tanh(Math.sqrt(2 / Math.PI) * (x + .044715 * x * x * x)); yield .5 * (1 + t) + .5 * x * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * .044715 * x * x); } case GELU -> .5 * (1 + erf(x / Math.sqrt(2))) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI); case RELU -> x > 0 ? 1 : 0; case SILU -> { double s = 1 / (1 + Math.exp(-x)); yield s + x * s * (1 - s); } case TANH -> 1 - Math.tanh(x) * Math.tanh(x); }; }
    default void activate(Activation a, Matrix x, Matrix y) { if (a == Activation.GELU_TANH) { gelu(x, y); return; } for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) y.put(r, j, f(a, x.at(r, j))); }
    default void activateBackward(Activation a, Matrix x, Matrix dy) { for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) dy.put(r, j, dy.at(r, j) * d(a, x.at(r, j))); }
    default void activateBackward(Activation a, Matrix x, Matrix dy, Matrix db) { if (a == Activation.GELU_TANH) { geluBackward(x, dy, db); return; } activateBackward(a, x, dy); sumRows(dy, db); }
    default void gate(Activation a, Matrix g, Matrix u, Matrix y) { for (int r = 0; r < y.rows(); r++) for (int j = 0; j < y.columns(); j++) y.put(r, j, f(a, g.at(r, j)) * u.at(r, j)); }
    default void gateBackward(Activation a, Matrix g, Matrix u, Matrix dy, Matrix dg, Matrix du) { for (int r = 0; r < dy.rows(); r++) for (int j = 0; j < dy.columns(); j++) { double v = dy.at(r, j); du.put(r, j, v * f(a, g.at(r, j))); dg.put(r, j, v * u.at(r, j) * d(a, g.at(r, j))); } }
    private static void turn(Matrix x, int h, Matrix c, Matrix s, int t, int sign) { for (int r = 0; r < x.rows(); r++) for (int k = 0; k < x.columns(); k += h) for (int j = 0; j < h / 2; j++) { double a = x.at(r, k + j), b = x.at(r, k + j + h / 2), co = c.at(r % t, j), si = sign * s.at(r % t, j); x.put(r, k + j, a * co - b * si); x.put(r, k + j + h / 2, b * co + a * si); } }
    default void rotate(Matrix x, int h, Matrix c, Matrix s, int t) { turn(x, h, c, s, t, 1); }
    default void rotateBack(Matrix x, int h, Matrix c, Matrix s, int t) { turn(x, h, c, s, t, -1); }
    default void softmax(Matrix z, int[] b, int[] e, int first, double alpha, Matrix ls) { for (int r = 0; r < z.rows(); r++) { double m = Double.NEGATIVE_INFINITY, q = 0; for (int j = b[first + r]; j < e[first + r]; j++) m = Math.max(m, alpha * z.at(r, j)); for (int j = b[first + r]; j < e[first + r]; j++) q += Math.exp(alpha * z.at(r, j) - m); ls.put(0, r, e[first + r] > b[first + r] ? m + Math.log(q) : 0); } softmaxAgain(z, b, e, first, alpha, ls); }
    default void softmaxAgain(Matrix z, int[] b, int[] e, int first, double alpha, Matrix ls) { for (int r = 0; r < z.rows(); r++) for (int j = 0; j < z.columns(); j++) z.put(r, j, j >= b[first + r] && j < e[first + r] ? Math.exp(alpha * z.at(r, j) - ls.at(0, r)) : 0); }
    default void addDistanceBias(Matrix s, int first, double alpha, Matrix bias) { int t = (bias.columns() + 1) / 2; for (int r = 0; r < s.rows(); r++) for (int j = 0; j < s.columns(); j++) s.put(r, j, alpha * s.at(r, j) + bias.at(0, j - first - r + t - 1)); }
    default void sumDistances(Matrix ds, int first, Matrix db) { int t = (db.columns() + 1) / 2; for (int r = 0; r < ds.rows(); r++) for (int j = 0; j < ds.columns(); j++) db.put(0, j - first - r + t - 1, db.at(0, j - first - r + t - 1) + ds.at(r, j)); }
    default void dropout(Matrix x, Matrix y, double rate, long key) { for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) { long z = key + 0x9e3779b97f4a7c15L * (r * 1000003L + j + 1); z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L; z = (z ^ z >>> 27) * 0x94d049bb133111ebL; z ^= z >>> 31; y.put(r, j, (z >>> 11) * 0x1p-53 >= rate ? x.at(r, j) / (1 - rate) : 0); } }
    default void scale(Matrix x, double f) { for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) x.put(r, j, f * x.at(r, j)); }
    default void add(Matrix x, Matrix y) { for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) y.put(r, j, y.at(r, j) + x.at(r, j)); }
    default void gather(Matrix t, int[] ids, int from, Matrix y) { for (int r = 0; r < y.rows(); r++) copy(t.rows(ids[from + r], 1), y.rows(r, 1)); }
    default void gatherAdd(Matrix t, int[] ids, int from, Matrix y) { for (int r = 0; r < y.rows(); r++) add(t.rows(ids[from + r], 1), y.rows(r, 1)); }
    default void scatterAdd(Matrix dy, int[] ids, int from, Matrix dt) { for (int r = 0; r < dy.rows(); r++) add(dy.rows(r, 1), dt.rows(ids[from + r], 1)); }
    default void addScaledRows(Matrix x, Matrix w, int[] rows, Matrix y) { for (int r = 0; r < x.rows(); r++) for (int j = 0; j < x.columns(); j++) y.put(rows[r], j, y.at(rows[r], j) + w.at(r, 0) * x.at(r, j)); }
    default double binaryCrossEntropyBackward(Matrix z, int[] labels, int first, double weight) { double l = 0; for (int r = 0; r < z.rows(); r++) { double v = z.at(r, 0); int t = labels[first + r]; if (t >= 0) { l += Math.max(v, 0) - v * t + Math.log1p(Math.exp(-Math.abs(v))); } z.put(r, 0, t < 0 ? 0 : weight * (1 / (1 + Math.exp(-v)) - t)); } return l; }
}
