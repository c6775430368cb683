package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.Optional;

/** y = x·W + b. Bias and residual are written first, and the product is added to them. */
final class Projection {
    private final Kernels kernels;
    private final Tensors tensors;
    private final String weight;
    private final Optional<String> bias;

    Projection(Kernels kernels, Tensors tensors, String weight, Optional<String> bias) {
        this.kernels = kernels;
        this.tensors = tensors;
        this.weight = weight;
        this.bias = bias;
    }

    /** y ← x·W + b. */
    void forward(Matrix x, Matrix y) {
        bias.ifPresent(key -> kernels.fillRows(tensors.value(key), y));
        kernels.multiply(x, tensors.value(weight), bias.isPresent() ? 1 : 0, y);
    }

    /** y ← x·W, to which others add b. */
    void forwardWithoutBias(Matrix x, Matrix y) {
        kernels.multiply(x, tensors.value(weight), 0, y);
    }

    /** y ← residual + x·W + b. */
    void forward(Matrix x, Matrix residual, Matrix y) {
        bias.ifPresentOrElse(key -> kernels.addRow(residual, tensors.value(key), y), () -> kernels.copy(residual, y));
        kernels.multiply(x, tensors.value(weight), 1, y);
    }

    /** dW ← xᵀ·dy; db ← Σ dy; dx ← dy·Wᵀ + β·dx. */
    void backward(Matrix x, Matrix dy, double beta, Matrix dx) {
        backwardBias(dy);
        Matrix taken = kernels.operand("gradient", dy);
        backwardWeight(x, taken);
        backwardInput(taken, beta, dx);
    }

    /** db ← Σ dy. */
    void backwardBias(Matrix dy) {
        bias.ifPresent(key -> kernels.sumRows(dy, tensors.gradient(key)));
    }

    /** dW ← xᵀ·dy. */
    void backwardWeight(Matrix x, Matrix dy) {
        kernels.multiply(x.transposed(), dy, 0, tensors.gradient(weight));
    }

    /** dx ← dy·Wᵀ + β·dx. */
    void backwardInput(Matrix dy, double beta, Matrix dx) {
        kernels.multiply(dy, tensors.value(weight).transposed(), beta, dx);
    }

    /** b. */
    Optional<Matrix> bias() {
        return bias.map(tensors::value);
    }

    /** Where db goes. */
    Optional<Matrix> biasGradient() {
        return bias.map(tensors::gradient);
    }
}
