package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.Optional;

/**
 * z = x·Eᵀ + c, logits over the vocabulary, and their softmax cross-entropy. Loss and gradients go over blocks of rows,
 * each through logits, loss and gradient in one place, so that the logits of all rows never exist together.
 */
final class Unembedding {
    private static final int BLOCK = 512;

    private final Kernels kernels;
    private final Table table;
    private final Tensors tensors;
    private final Optional<String> bias;

    Unembedding(Kernels kernels, Table table, Tensors tensors, Optional<String> bias) {
        this.kernels = kernels;
        this.table = table;
        this.tensors = tensors;
        this.bias = bias;
    }

    int columns() {
        return table.value().rows();
    }

    void logits(Matrix x, Matrix z) {
        logits(x, table.value(), z);
    }

    private void logits(Matrix x, Matrix e, Matrix z) {
        bias.ifPresent(key -> kernels.fillRows(tensors.value(key), z));
        kernels.multiply(x, e.transposed(), bias.isPresent() ? 1 : 0, z);
    }

    /** Sum of nats over rows from … to − 1 with a target. */
    double loss(Matrix x, int[] targets, int from, int to, Pass pass) {
        double nats = 0;
        Matrix e = kernels.operand("table", table.value());
        for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            Matrix z = pass.scratch("logits", count, columns());
            logits(x.rows(first, count), e, z);
            nats += kernels.crossEntropy(z, targets, first);
        }
        return nats;
    }

    /**
     * The bias' gradient is added to; the table's joins what others wrote.
     *
     * @param dx overwritten
     * @return sum of nats
     */
    double backward(Matrix x, int[] targets, double weight, Matrix dx, Pass pass) {
        double nats = 0;
        if (x.rows() == 0 && table.join() == 0) {
            kernels.clear(table.gradient());
        }
        Matrix e = kernels.operand("table", table.value());
        Matrix input = kernels.operand("input", x);
        for (int first = 0; first < x.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, x.rows() - first);
            Matrix z = pass.scratch("logits", count, columns());
            logits(input.rows(first, count), e, z);
            Matrix dz = pass.operand("logits", z);
            nats += kernels.crossEntropyBackward(z, targets, first, weight, dz);
            kernels.multiply(dz, e, 0, dx.rows(first, count));
            kernels.multiply(dz.transposed(), input.rows(first, count), table.join(), table.gradient());
            if (bias.isPresent()) {
                Matrix sums = pass.scratch("logitSums", 1, columns());
                kernels.sumRows(dz, sums);
                kernels.add(sums, tensors.gradient(bias.get()));
            }
        }
        return nats;
    }
}
