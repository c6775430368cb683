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
            case FLOAT -> new FloatKernels(ChosenRows.create(), ChosenProducts.create(precision));
            case DOUBLE -> new DoubleKernels();
            default -> throw new IllegalArgumentException("Invalid type: " + type + " (must be FLOAT or DOUBLE)");
        };
    }

    /** The type of the numbers. */
    DataType type();

    /** C ← A·B + βC. With β = 0 what C held does not matter. */
    void multiply(Matrix a, Matrix b, double beta, Matrix c);

    /**
     * The type of operands. Besides products, some kernels take a matrix of it where they say so.
     */
    DataType operandType();

    /**
     * X as several products take it best: X itself, or a copy as it is now, perhaps rounded. Other kernels do not take it.
     *
     * @param place its contents last until the next operand comes to the same place
     */
    Matrix operand(String place, Matrix x);

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

    /** Y += X. */
    void add(Matrix x, Matrix y);

    /** X ← factor·X. */
    void scale(Matrix x, double factor);

    /**
     * y = x̂ ∘ g + b, x̂ = (x − μ)·ρ, ρ = 1/√(σ² + ε), for every row.
     *
     * @param g gain [1, m]
     * @param b bias [1, m]
     * @param y may be an operand
     * @param statistics [n, 2], overwritten with (μ, ρ)
     */
    void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics);

    /** The same with b = 0. */
    void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics);

    /**
     * With γ = dy ∘ g: dx += ρ·(γ − mean(γ) − x̂·mean(γ ∘ x̂)); dg ← Σ_r dy ∘ x̂; db ← Σ_r dy.
     *
     * @param dx added to
     */
    void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db);

    /** The same without db. */
    void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg);

    /**
     * y = x̂ ∘ g, x̂ = x·ρ, ρ = 1/√(mean(x²) + ε), for every row. Source: Zhang and Sennrich 2019.
     *
     * @param g gain [1, m]
     * @param y may be an operand
     * @param statistics [n, 2], column 1 overwritten with ρ, column 0 left alone
     */
    void rmsNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics);

    /**
     * With γ = dy ∘ g: dx += ρ·(γ − x̂·mean(γ ∘ x̂)); dg ← Σ_r dy ∘ x̂.
     *
     * @param dx added to
     */
    void rmsNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg);

    /** Y ← f(X); Y may be X, or an operand. */
    void activate(Activation f, Matrix x, Matrix y);

    /** Y_r ← f(X_r + b) for every row r. b [1, m]; Y may be X, or an operand. */
    void activate(Activation f, Matrix x, Matrix b, Matrix y);

    /** dX ← dY ∘ f′(X); Y ← f(X) once more. dX may be dY; both dX and Y may be operands. */
    void activateBackward(Activation f, Matrix x, Matrix dy, Matrix dx, Matrix y);

    /**
     * dX_r ← dY_r ∘ f′(X_r + b), db ← Σ_r of it; Y_r ← f(X_r + b) once more. b, db [1, m]. dX may be dY; both dX and Y
     * may be operands.
     */
    void activateBackward(Activation f, Matrix x, Matrix b, Matrix dy, Matrix dx, Matrix y, Matrix db);

    /** Y ← f(G) ∘ U, gated as SwiGLU and GeGLU are. Y may be an operand. Source: Shazeer 2020. */
    void gate(Activation f, Matrix gate, Matrix up, Matrix y);

    /**
     * dG ← dY ∘ U ∘ f′(G), dU ← dY ∘ f(G), both overwritten; Y ← f(G) ∘ U once more. Y may be dY; dG, dU and Y may be
     * operands.
     */
    void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp, Matrix y);

    /**
     * Turns every head of row r by the angles of row r mod T of the tables, Hugging Face's {@code rotate_half}: with a, b
     * the halves of a head, (a, b) ← (a ∘ cos − b ∘ sin, b ∘ cos + a ∘ sin). Source: Su et al. 2021.
     *
     * @param x heads side by side, overwritten
     * @param headWidth h, even
     * @param cosines [T, h/2]
     * @param sines [T, h/2]
     * @param context T
     */
    void rotate(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context);

    /** The inverse of {@link #rotate}, which is its backward pass too. */
    void rotateBack(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context);

    /**
     * Row r of a block of attention scores s sees columns begins[first + r] … ends[first + r] − 1: over them
     * λ_r = ln Σ_j exp(αs_rj), p_rj = exp(αs_rj − λ_r); 0 in all other columns. Where a row sees nothing, λ_r = 0.
     *
     * @param scores overwritten with p
     * @param alpha &gt; 0
     * @param logSums [1, n], overwritten with λ
     */
    void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums);

    /** p as {@link #softmax} made it, from the scores and the λ it left. */
    void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums);

    /** ds = α·p ∘ (dp − Σ_j p_j·dp_j) for every row; dp is overwritten with ds. */
    void softmaxBackward(Matrix p, Matrix dp, double alpha);

    /**
     * s_rj ← αs_rj + b_(j − (first + r) + T − 1).
     *
     * @param first position of row 0, counted from the first column's
     * @param bias [1, 2T − 1] by distance of column from row, from 1 − T on
     */
    void addDistanceBias(Matrix scores, int first, double alpha, Matrix bias);

    /** db_(j − (first + r) + T − 1) += ds_rj: sums of diagonals. dBias [1, 2T − 1]. */
    void sumDistances(Matrix ds, int first, Matrix dBias);

    /**
     * y_rj ← x_rj/(1 − rate) for a share 1 − rate of all (r, j), else 0. Which ones is a function of (key, r, j), the
     * same for every type of number. Y may be X.
     *
     * @param rate 0 to 1, 1 excluded
     */
    void dropout(Matrix x, Matrix y, double rate, long key);

    /**
     * Softmax cross-entropy of rows of logits z: the loss Σ_r (ln Σ_j exp(z_rj) − z_r,target), and its gradient times
     * a weight, w·(softmax(z) − onehot(target)).
     *
     * @param dLogits overwritten with the gradient; may be the logits, or an operand
     * @param targets column of row r at index first + r; a row with a negative target has no loss and no gradient
     * @return the loss, in nats
     */
    double crossEntropyBackward(Matrix logits, int[] targets, int first, double weight, Matrix dLogits);

    /** The loss of {@link #crossEntropyBackward} alone; what becomes of the logits is not defined. */
    double crossEntropy(Matrix logits, int[] targets, int first);

    /**
     * The loss Σ_r (ln(1 + exp(z_r)) − t_r·z_r) of logits z, and its gradient times a weight, w·(σ(z_r) − t_r).
     *
     * @param logits [n, 1], overwritten with the gradient
     * @param labels t of row r at index first + r: 0 or 1; a row with −1 has no loss and no gradient
     * @return the loss, in nats
     */
    default double binaryCrossEntropyBackward(Matrix logits, int[] labels, int first, double weight) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int label = labels[first + r];
            double z = logits.at(r, 0);
            // ln(1 + exp(z)) = max(z, 0) + ln(1 + exp(−|z|))
            loss += label < 0 ? 0 : Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
            logits.put(r, 0, label < 0 ? 0 : weight * (1 / (1 + Math.exp(-z)) - label));
        }
        return loss;
    }

    /** y_r ← row ids[from + r] of the table. */
    void gather(Matrix table, int[] ids, int from, Matrix y);

    /** y_r += row ids[from + r] of the table. */
    void gatherAdd(Matrix table, int[] ids, int from, Matrix y);

    /** Row ids[from + r] of dTable += dy_r. */
    void scatterAdd(Matrix dy, int[] ids, int from, Matrix dTable);

    /** Row rows[r] of Y += w_r·x_r. weights [n, 1]. */
    void addScaledRows(Matrix x, Matrix weights, int[] rows, Matrix y);
}
