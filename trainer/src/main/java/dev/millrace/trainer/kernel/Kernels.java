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
        return of(type, Precision.FLOAT32);
    }

    /**
     * Kernels for a type of number and a precision of products.
     *
     * @throws IllegalStateException when this machine lacks what the precision needs; the message says what
     */
    static Kernels of(DataType type, Precision precision) {
        return switch (type) {
            case FLOAT -> new FloatKernels(precision);
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

    /** Y += X. */
    void add(Matrix x, Matrix y);

    /** X ← factor·X. */
    void scale(Matrix x, double factor);

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

    /** y = x̂ ∘ g + b without b. */
    void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics);

    /** As {@link #layerNormBackward(Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix)}, without b. */
    void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg);

    /**
     * y = x̂ ∘ g, x̂ = x·ρ, ρ = 1/√(mean(x²) + ε), for every row.
     *
     * @param statistics [n, 2], ρ written to column 1
     */
    void rmsNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics);

    /**
     * With γ = dy ∘ g: dx += ρ·(γ − x̂·mean(γ ∘ x̂)); dg ← Σ_r dy ∘ x̂.
     *
     * @param dx added to
     */
    void rmsNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg);

    /** y = f(x). */
    void activate(Activation f, Matrix x, Matrix y);

    /** dy ← dy ∘ f′(x). */
    void activateBackward(Activation f, Matrix x, Matrix dy);

    /** dy ← dy ∘ f′(x), db ← Σ_r of it. db [1, m]. */
    void activateBackward(Activation f, Matrix x, Matrix dy, Matrix db);

    /** y = f(gate) ∘ up. */
    void gate(Activation f, Matrix gate, Matrix up, Matrix y);

    /** dGate ← dy ∘ up ∘ f′(gate), dUp ← dy ∘ f(gate). */
    void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp);

    /**
     * Turns every head by its row's position: (x_j, x_j+h/2) ← (x_j·c − x_j+h/2·s, x_j+h/2·c + x_j·s), c and s in row
     * r mod T of the tables.
     *
     * @param x [n, heads·h], in place
     * @param headWidth h
     * @param cosines [T, h/2]
     * @param sines [T, h/2]
     * @param context T
     */
    void rotate(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context);

    /** The inverse of {@link #rotate}, which is also its backward pass. */
    void rotateBack(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context);

    /**
     * Row r of a block of attention scores sees columns begins[first + r] … ends[first + r] − 1: λ_r = ln Σ_j exp(αs_rj),
     * p_rj = exp(αs_rj − λ_r), 0 for unseen j; a row that sees nothing has p = 0 and λ = 0.
     *
     * @param scores overwritten with p
     * @param logSums [1, n], overwritten with λ
     */
    void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums);

    /** p as {@link #softmax} made it, from the scores and the λ it left. */
    void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums);

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

    /**
     * Σ_r ln(1 + exp(∓z_r)), − for label 1, and its gradient times a weight, w·(σ(z) − label).
     *
     * @param logits [n, 1], overwritten with the gradient
     * @param labels of row r at index first + r: 0, 1, or negative for none
     * @return the loss, in nats
     */
    double binaryCrossEntropyBackward(Matrix logits, int[] labels, int first, double weight);

    /** Y_r ← row ids[from + r] of the table. */
    void gather(Matrix table, int[] ids, int from, Matrix y);

    /** Y_r += row ids[from + r] of the table. */
    void gatherAdd(Matrix table, int[] ids, int from, Matrix y);

    /** Row ids[from + r] of dTable += dY_r, in the order of r. */
    void scatterAdd(Matrix dy, int[] ids, int from, Matrix dTable);

    /** Row rows[r] of Y += w_r·X_r, in the order of r. weights [n, 1]. */
    void addScaledRows(Matrix x, Matrix weights, int[] rows, Matrix y);

    /**
     * s_rj ← αs_rj + bias[j − (first + r) + T − 1]: what is added depends on the distance of key j from query first + r.
     *
     * @param bias [1, 2T − 1], from distance 1 − T on
     */
    void addDistanceBias(Matrix scores, int first, double alpha, Matrix bias);

    /** dBias[j − (first + r) + T − 1] += ds_rj, the backward pass of {@link #addDistanceBias} for the bias. */
    void sumDistances(Matrix ds, int first, Matrix dBias);

    /**
     * y_rj = x_rj/(1 − rate) or, for a share of the elements, 0: which of them is a function of (key, r, j).
     *
     * @param y may be x
     */
    void dropout(Matrix x, Matrix y, double rate, long key);
}
