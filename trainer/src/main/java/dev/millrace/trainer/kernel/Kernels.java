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
            case FLOAT -> new FloatKernels();
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
}
