package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ParameterList;

/**
 * f(x) = Σ_e w_e·expert_e(x) over the k experts that the router likes best. The rows of each expert are gathered, so
 * that its products run over them alone. Legend: E experts, n rows of x, m = n·k routed rows in the order of experts.
 *
 * <pre>
 * p = softmax(x·W_router)     w_e = p_e / Σ_chosen p     expert_e(x) = (φ(x·W_gate,e) ∘ (x·W_up,e))·W_down,e
 * </pre>
 */
final class MixtureOfExperts implements Sublayer {
    private final FeedForwardSpec spec;
    private final FeedForwardSpec.Experts experts;
    private final Tensors tensors;
    private final Dropout dropout;
    private Routes routes;

    MixtureOfExperts(String layer, BlockSpec block, Tensors tensors) {
        this.spec = block.feedForward();
        this.experts = (FeedForwardSpec.Experts) spec.routing();
        this.tensors = tensors;
        this.dropout = new Dropout(block.dropout(), layer + ".mlp");
        this.routes = Routes.none();
    }

    @Override
    public void forward(Matrix x, Matrix residual, Matrix y, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix logits = memory.matrix("mlp.router", x.rows(), experts.count());
        kernels.multiply(x, tensors.value(ParameterList.ROUTER_WEIGHT), 0, logits);
        Routed routed = pass.routed(experts.count());
        routed.balance(experts.balance());
        routes = Routes.choose(logits, experts.chosen(), routed);
        Matrix inputs = routed(memory, "mlp.inputs", x.columns());
        kernels.gather(x, routes.rows(), 0, inputs);
        Matrix outputs = routed(memory, "mlp.outputs", x.columns());
        for (int e = 0; e < experts.count(); e++) {
            expert(kernels, e, memory, inputs, outputs, pass);
        }
        Matrix sum = dropout.isActive(pass) ? pass.scratch("branch", x.rows(), x.columns()) : y;
        if (dropout.isActive(pass)) {
            kernels.clear(sum);
        } else {
            kernels.copy(residual, y);
        }
        Matrix weights = routed(memory, "mlp.weights", 1);
        routes.writeWeights(weights);
        kernels.addScaledRows(outputs, weights, routes.rows(), sum);
        if (dropout.isActive(pass)) {
            dropout.apply(sum, sum, pass);
            kernels.copy(residual, y);
            kernels.add(sum, y);
        }
    }

    @Override
    public void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix dBranch = dy;
        if (dropout.isActive(pass)) {
            dBranch = pass.scratch("branch", dy.rows(), dy.columns());
            dropout.apply(dy, dBranch, pass);
        }
        Matrix inputs = routed(memory, "mlp.inputs", x.columns());
        Matrix outputs = routed(memory, "mlp.outputs", x.columns());
        Matrix dOutputs = routed(memory, "mlp.outputGradient", x.columns());
        kernels.gather(dBranch, routes.rows(), 0, dOutputs);
        routes.weightGradients(outputs, dOutputs);
        routes.scaleByWeights(dOutputs);
        Matrix dInputs = routed(memory, "mlp.inputGradient", x.columns());
        for (int e = 0; e < experts.count(); e++) {
            expertBackward(kernels, e, memory, inputs, dOutputs, dInputs, pass);
        }
        Matrix dLogits = memory.matrix("mlp.router", x.rows(), experts.count());
        routes.logitGradients(dLogits, pass.routed(experts.count()), pass.balanceWeight());
        kernels.multiply(x.transposed(), dLogits, 0, tensors.gradient(ParameterList.ROUTER_WEIGHT));
        kernels.multiply(dLogits, tensors.value(ParameterList.ROUTER_WEIGHT).transposed(), 0, dx);
        kernels.scatterAdd(dInputs, routes.rows(), 0, dx);
    }

    private void expert(Kernels kernels, int e, Memory memory, Matrix inputs, Matrix outputs, Pass pass) {
        if (routes.begin(e) == routes.begin(e + 1)) {
            return;
        }
        Matrix hidden = part(routed(memory, "mlp.hidden", spec.inWidth()), e);
        Matrix activated = pass.operand("activated", hidden.rows(), spec.hidden());
        kernels.multiply(part(inputs, e), in(tensors.value(ParameterList.MLP_IN_WEIGHT), e), 0, hidden);
        if (spec.form() == FeedForwardSpec.Form.GATED) {
            kernels.gate(spec.activation(), gate(hidden), up(hidden), activated);
        } else {
            kernels.activate(spec.activation(), hidden, activated);
        }
        kernels.multiply(activated, out(tensors.value(ParameterList.MLP_OUT_WEIGHT), e), 0, part(outputs, e));
    }

    private void expertBackward(
            Kernels kernels, int e, Memory memory, Matrix inputs, Matrix dOutputs, Matrix dInputs, Pass pass) {
        if (routes.begin(e) == routes.begin(e + 1)) {
            kernels.clear(in(tensors.gradient(ParameterList.MLP_IN_WEIGHT), e));
            kernels.clear(out(tensors.gradient(ParameterList.MLP_OUT_WEIGHT), e));
            return;
        }
        Matrix hidden = part(routed(memory, "mlp.hidden", spec.inWidth()), e);
        Matrix dOut = part(dOutputs, e);
        Matrix wide = pass.scratch("wide", hidden.rows(), spec.hidden());
        Matrix activated = pass.operand("activated", hidden.rows(), spec.hidden());
        kernels.multiply(
                dOut, out(tensors.value(ParameterList.MLP_OUT_WEIGHT), e).transposed(), 0, wide);
        Matrix dHidden;
        if (spec.form() == FeedForwardSpec.Form.GATED) {
            dHidden = pass.operand("wider", hidden.rows(), spec.inWidth());
            kernels.gateBackward(
                    spec.activation(), gate(hidden), up(hidden), wide, gate(dHidden), up(dHidden), activated);
        } else {
            dHidden = pass.operand("wide", wide);
            kernels.activateBackward(spec.activation(), hidden, wide, dHidden, activated);
        }
        kernels.multiply(activated.transposed(), dOut, 0, out(tensors.gradient(ParameterList.MLP_OUT_WEIGHT), e));
        Matrix input = part(inputs, e);
        kernels.multiply(input.transposed(), dHidden, 0, in(tensors.gradient(ParameterList.MLP_IN_WEIGHT), e));
        kernels.multiply(
                dHidden, in(tensors.value(ParameterList.MLP_IN_WEIGHT), e).transposed(), 0, part(dInputs, e));
    }

    /** [m, columns]. */
    private Matrix routed(Memory memory, String name, int columns) {
        return memory.matrix(name, routes.rows().length, columns);
    }

    /** Rows of an expert. */
    private Matrix part(Matrix routed, int e) {
        return routed.rows(routes.begin(e), routes.begin(e + 1) - routes.begin(e));
    }

    private Matrix in(Matrix all, int e) {
        int rows = all.rows() / experts.count();
        return all.rows(e * rows, rows);
    }

    private Matrix out(Matrix all, int e) {
        return all.rows(e * spec.hidden(), spec.hidden());
    }

    private Matrix gate(Matrix hidden) {
        return hidden.block(0, 0, hidden.rows(), spec.hidden());
    }

    private Matrix up(Matrix hidden) {
        return hidden.block(0, spec.hidden(), hidden.rows(), spec.hidden());
    }
}
