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
        input.forwardWithoutBias(x, hidden);
        Matrix activated = activated(x, pass);
        if (spec.form() == FeedForwardSpec.Form.GATED) {
            addBias(hidden, pass);
            pass.kernels().gate(spec.activation(), gate(hidden), up(hidden), activated);
        } else {
            input.bias()
                    .ifPresentOrElse(
                            bias -> pass.kernels().activate(spec.activation(), hidden, bias, activated),
                            () -> pass.kernels().activate(spec.activation(), hidden, activated));
        }
        Joint.forward(output, activated, residual, y, dropout, pass);
    }

    // what φ gave costs little to compute again and much to keep
    @Override
    public void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix dBranch = Joint.backward(dy, dropout, pass);
        Matrix taken = kernels.operand("branch", dBranch);
        Matrix wide = pass.scratch("wide", x.rows(), spec.hidden());
        output.backwardInput(taken, 0, wide);
        Matrix activated = activated(x, pass);
        Matrix dHidden = spec.form() == FeedForwardSpec.Form.GATED
                ? gateBackward(hidden(x, memory), wide, activated, pass)
                : activateBackward(hidden(x, memory), wide, activated, pass);
        output.backwardBias(dBranch);
        output.backwardWeight(activated, taken);
        input.backwardWeight(x, dHidden);
        input.backwardInput(dHidden, 0, dx);
    }

    private void addBias(Matrix hidden, Pass pass) {
        input.bias().ifPresent(bias -> pass.kernels().addRow(hidden, bias, hidden));
    }

    /**
     * @param wide gradient of what φ gave
     * @param activated overwritten with what φ gave
     * @return gradient of x·W₁ + b₁
     */
    private Matrix gateBackward(Matrix hidden, Matrix wide, Matrix activated, Pass pass) {
        Matrix dHidden = pass.operand("wider", hidden.rows(), spec.inWidth());
        pass.kernels()
                .gateBackward(spec.activation(), gate(hidden), up(hidden), wide, gate(dHidden), up(dHidden), activated);
        input.backwardBias(dHidden);
        return dHidden;
    }

    private Matrix activateBackward(Matrix hidden, Matrix wide, Matrix activated, Pass pass) {
        Matrix dHidden = pass.operand("wide", wide);
        if (input.bias().isEmpty()) {
            pass.kernels().activateBackward(spec.activation(), hidden, wide, dHidden, activated);
            return dHidden;
        }
        pass.kernels()
                .activateBackward(
                        spec.activation(),
                        hidden,
                        input.bias().get(),
                        wide,
                        dHidden,
                        activated,
                        input.biasGradient().orElseThrow());
        return dHidden;
    }

    /** [N, f] x·W₁; gated [N, 2f] with the bias, gate and up side by side. */
    private Matrix hidden(Matrix x, Memory memory) {
        return memory.matrix("mlp.hidden", x.rows(), spec.inWidth());
    }

    /** [N, f] before the second projection. */
    private Matrix activated(Matrix x, Pass pass) {
        return pass.operand("activated", x.rows(), spec.hidden());
    }

    private Matrix gate(Matrix hidden) {
        return hidden.block(0, 0, hidden.rows(), spec.hidden());
    }

    private Matrix up(Matrix hidden) {
        return hidden.block(0, spec.hidden(), hidden.rows(), spec.hidden());
    }
}
