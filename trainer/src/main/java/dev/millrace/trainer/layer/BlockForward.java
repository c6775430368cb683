package dev.millrace.trainer.layer;

import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_OUT_BIAS;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_OUT_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.MLP_IN_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_IN_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.MLP_OUT_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_OUT_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.QKV_BIAS;
import static dev.millrace.trainer.spec.ParameterList.QKV_WEIGHT;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.function.Function;

/**
 * A block's forward pass on n rows: m = x + A·Wₒ + bₒ, A = attention(norm(x)·Wqkv + bqkv);
 * y = m + gelu(norm(m)·W₁ + b₁)·W₂ + b₂. Bias and residual are written first, and the product added to them.
 */
final class BlockForward {
    private final Kernels kernels;
    private final Function<String, Matrix> parameters;
    private final double epsilon;

    BlockForward(Kernels kernels, Function<String, Matrix> parameters, double epsilon) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.epsilon = epsilon;
    }

    /** Mixes the values of [n, 3d] queries, keys and values into [n, d]. */
    interface Attention {
        void mix(Matrix qkv, Matrix mixed);
    }

    void run(Matrix x, BlockMemory memory, Attention attention, Matrix output) {
        int n = x.rows();
        int width = x.columns();
        Matrix normed = memory.attentionInput.matrix(n, width);
        kernels.layerNorm(
                x,
                parameter(ATTENTION_NORM_GAIN),
                parameter(ATTENTION_NORM_BIAS),
                epsilon,
                normed,
                memory.attentionStatistics.matrix(n, 2));
        Matrix qkv = memory.qkv.matrix(n, 3 * width);
        kernels.fillRows(parameter(QKV_BIAS), qkv);
        kernels.multiply(normed, parameter(QKV_WEIGHT), 1, qkv);
        Matrix mixed = memory.mixed.matrix(n, width);
        attention.mix(qkv, mixed);
        Matrix middle = memory.middle.matrix(n, width);
        kernels.addRow(x, parameter(ATTENTION_OUT_BIAS), middle);
        kernels.multiply(mixed, parameter(ATTENTION_OUT_WEIGHT), 1, middle);
        mlp(middle, memory, output);
    }

    private void mlp(Matrix middle, BlockMemory memory, Matrix output) {
        int n = middle.rows();
        Matrix normed = memory.mlpInput.matrix(n, middle.columns());
        kernels.layerNorm(
                middle,
                parameter(MLP_NORM_GAIN),
                parameter(MLP_NORM_BIAS),
                epsilon,
                normed,
                memory.mlpStatistics.matrix(n, 2));
        int hiddenWidth = parameter(MLP_IN_WEIGHT).columns();
        Matrix hidden = memory.hidden.matrix(n, hiddenWidth);
        kernels.fillRows(parameter(MLP_IN_BIAS), hidden);
        kernels.multiply(normed, parameter(MLP_IN_WEIGHT), 1, hidden);
        Matrix activated = memory.activated.matrix(n, hiddenWidth);
        kernels.gelu(hidden, activated);
        kernels.addRow(middle, parameter(MLP_OUT_BIAS), output);
        kernels.multiply(activated, parameter(MLP_OUT_WEIGHT), 1, output);
    }

    private Matrix parameter(String key) {
        return parameters.apply(key);
    }
}
