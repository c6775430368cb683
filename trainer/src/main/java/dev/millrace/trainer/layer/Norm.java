package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.NormSpec;

/** The norm of rows. Its statistics [n, 2] pass from forward to backward. */
final class Norm {
    static final int STATISTICS = 2;

    private final Kernels kernels;
    private final NormSpec spec;
    private final Tensors tensors;
    private final String gain;
    private final String bias;

    Norm(Kernels kernels, NormSpec spec, Tensors tensors, String gain, String bias) {
        this.kernels = kernels;
        this.spec = spec;
        this.tensors = tensors;
        this.gain = gain;
        this.bias = bias;
    }

    /** y ← norm(x). */
    void forward(Matrix x, Matrix y, Matrix statistics) {
        Matrix g = tensors.value(gain);
        switch (spec.kind()) {
            case LAYER -> kernels.layerNorm(x, g, tensors.value(bias), spec.epsilon(), y, statistics);
            case LAYER_WITHOUT_BIAS -> kernels.layerNorm(x, g, spec.epsilon(), y, statistics);
            case RMS -> kernels.rmsNorm(x, g, spec.epsilon(), y, statistics);
        }
    }

    /** dx += what dy makes of it. */
    void backward(Matrix x, Matrix statistics, Matrix dy, Matrix dx) {
        Matrix g = tensors.value(gain);
        Matrix dg = tensors.gradient(gain);
        switch (spec.kind()) {
            case LAYER -> kernels.layerNormBackward(x, statistics, g, dy, dx, dg, tensors.gradient(bias));
            case LAYER_WITHOUT_BIAS -> kernels.layerNormBackward(x, statistics, g, dy, dx, dg);
            case RMS -> kernels.rmsNormBackward(x, statistics, g, dy, dx, dg);
        }
    }
}
