package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ParameterList;

/** f(x) = φ(x·W₁ + b₁)·W₂ + b₂, or gated (φ(x·W_gate) ∘ (x·W_up))·W₂. Legend: f hidden width. */
final class FeedForward implements Sublayer {
    private final FeedForwardSpec spec;
    private final Projection input;
    private final Projection output;
    private final Dropout dropout;

    FeedForward(Kernels kernels, String layer, BlockSpec block, Tensors tensors) {
        this.spec = block.feedForward();
        boolean biased = spec.bias() == FeedForwardSpec.Bias.BOTH;
        this.input = new Projection(
                kernels, tensors, ParameterList.MLP_IN_WEIGHT, Biases.of(ParameterList.MLP_IN_BIAS, biased));
        this.output = new Projection(
                kernels, tensors, ParameterList.MLP_OUT_WEIGHT, Biases.of(ParameterList.MLP_OUT_BIAS, biased));
        this.dropout = new Dropout(block.dropout(), layer + ".mlp");
    }

    @Override
    public void forward(Matrix x, Matrix residual, Matrix y, Pass pass, Memory memory) {
        Matrix hidden = hidden(x, memory);
        input.forward(x, hidden);
        Matrix activated = activated(x, memory);
        if (spec.form() == FeedForwardSpec.Form.GATED) {
            pass.kernels().gate(spec.activation(), gate(hidden), up(hidden), activated);
        } else {
            pass.kernels().activate(spec.activation(), hidden, activated);
        }
        Joint.forward(output, activated, residual, y, dropout, pass);
    }

    @Override
    public void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix hidden = hidden(x, memory);
        Matrix wide = pass.scratch("wide", x.rows(), spec.hidden());
        Joint.backward(output, activated(x, memory), dy, wide, dropout, pass);
        if (spec.form() == FeedForwardSpec.Form.GATED) {
            Matrix dHidden = pass.scratch("wider", x.rows(), spec.inWidth());
            kernels.gateBackward(spec.activation(), gate(hidden), up(hidden), wide, gate(dHidden), up(dHidden));
            input.backward(x, dHidden, 0, dx);
            return;
        }
        input.biasGradient()
                .ifPresentOrElse(
                        bias -> kernels.activateBackward(spec.activation(), hidden, wide, bias),
                        () -> kernels.activateBackward(spec.activation(), hidden, wide));
        input.backwardWithoutBias(x, wide, 0, dx);
    }

    /** [N, f] before φ; gated [N, 2f], gate and up side by side. */
    private Matrix hidden(Matrix x, Memory memory) {
        return memory.matrix("mlp.hidden", x.rows(), spec.inWidth());
    }

    /** [N, f] before the second projection. */
    private Matrix activated(Matrix x, Memory memory) {
        return memory.matrix("mlp.activated", x.rows(), spec.hidden());
    }

    private Matrix gate(Matrix hidden) {
        return hidden.block(0, 0, hidden.rows(), spec.hidden());
    }

    private Matrix up(Matrix hidden) {
        return hidden.block(0, spec.hidden(), hidden.rows(), spec.hidden());
    }
}
