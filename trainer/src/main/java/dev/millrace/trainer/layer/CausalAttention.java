package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;

/**
 * Attention of every head of every sequence, in blocks of rows that compute no score beyond their last row's position.
 * T time, d width, H heads, h = d/H; α = 1/√h; for each head S = αQKᵀ, P = softmax over what is seen, O = PV.
 */
final class CausalAttention {
    private static final int BLOCK = 128;

    private final Workbench bench;
    private final Kernels kernels;
    private final int context;
    private final int heads;
    private final int headWidth;
    private final int width;
    private final double alpha;

    CausalAttention(Workbench bench, int context, int heads, int width) {
        this.bench = bench;
        this.kernels = bench.kernels();
        this.context = context;
        this.heads = heads;
        this.width = width;
        this.headWidth = width / heads;
        this.alpha = 1 / Math.sqrt(headWidth);
    }

    /**
     * @param qkv [B·T, 3d] queries, keys and values side by side
     * @param mixed [B·T, d], overwritten with O, heads side by side
     * @param logSums [B·H, T], overwritten
     */
    void forward(Matrix qkv, Matrix mixed, Matrix logSums) {
        for (int row = 0; row < logSums.rows(); row++) {
            Matrix queries = head(qkv, row, 0);
            Matrix keys = head(qkv, row, width);
            Matrix values = head(qkv, row, 2 * width);
            Matrix output = head(mixed, row, 0);
            for (int first = 0; first < context; first += BLOCK) {
                int count = Math.min(BLOCK, context - first);
                int seen = first + count;
                Matrix scores = bench.scores().matrix(count, seen);
                kernels.multiply(queries.rows(first, count), keys.rows(0, seen).transposed(), 0, scores);
                kernels.causalSoftmax(scores, first, alpha, logSums.block(row, first, 1, count));
                kernels.multiply(scores, values.rows(0, seen), 0, output.rows(first, count));
            }
        }
    }

    /**
     * dV = PᵀdO; dP = dO·Vᵀ; dS from dP; dQ = dS·K; dK = dSᵀQ.
     *
     * @param mixedGradient [B·T, d] dO
     * @param qkvGradient [B·T, 3d], overwritten
     */
    void backward(Matrix qkv, Matrix logSums, Matrix mixedGradient, Matrix qkvGradient) {
        int lastBlock = (context - 1) / BLOCK * BLOCK;
        for (int row = 0; row < logSums.rows(); row++) {
            Matrix queries = head(qkv, row, 0);
            Matrix keys = head(qkv, row, width);
            Matrix values = head(qkv, row, 2 * width);
            Matrix output = head(mixedGradient, row, 0);
            // the last block sees every position and so writes all of dK and dV; the others add to them
            for (int first = lastBlock; first >= 0; first -= BLOCK) {
                int count = Math.min(BLOCK, context - first);
                int seen = first + count;
                double beta = first == lastBlock ? 0 : 1;
                Matrix block = output.rows(first, count);
                Matrix p = bench.scores().matrix(count, seen);
                kernels.multiply(queries.rows(first, count), keys.rows(0, seen).transposed(), 0, p);
                kernels.causalSoftmaxAgain(p, first, alpha, logSums.block(row, first, 1, count));
                kernels.multiply(
                        p.transposed(),
                        block,
                        beta,
                        head(qkvGradient, row, 2 * width).rows(0, seen));
                Matrix ds = bench.scoreGradients().matrix(count, seen);
                kernels.multiply(block, values.rows(0, seen).transposed(), 0, ds);
                kernels.softmaxBackward(p, ds, alpha);
                kernels.multiply(
                        ds, keys.rows(0, seen), 0, head(qkvGradient, row, 0).rows(first, count));
                kernels.multiply(
                        ds.transposed(),
                        queries.rows(first, count),
                        beta,
                        head(qkvGradient, row, width).rows(0, seen));
            }
        }
    }

    /** [T, h] of sequence row / H and head row mod H, within columns from the given one on. */
    private Matrix head(Matrix matrix, int row, int column) {
        return matrix.block(row / heads * context, column + row % heads * headWidth, context, headWidth);
    }
}
