package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.ParameterList;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;

/** f(x) = attention(x·Wqkv)·Wₒ: every position gathers from those of its own sequence that it sees. */
final class SelfAttention implements Sublayer {
    private final AttentionSpec spec;
    private final String layer;
    private final Projection inputs;
    private final Projection output;
    private final DotProductAttention attention;
    private final Optional<Rotation> rotation;
    private final Dropout dropout;

    SelfAttention(Kernels kernels, String layer, BlockSpec block, Tensors tensors) {
        this.spec = block.attention();
        this.layer = layer;
        this.inputs = new Projection(
                kernels,
                tensors,
                ParameterList.QKV_WEIGHT,
                Biases.of(ParameterList.QKV_BIAS, spec.bias() != AttentionSpec.Bias.NONE));
        this.output = new Projection(
                kernels,
                tensors,
                ParameterList.ATTENTION_OUT_WEIGHT,
                Biases.of(ParameterList.ATTENTION_OUT_BIAS, spec.bias() == AttentionSpec.Bias.ALL));
        this.attention =
                new DotProductAttention(spec, new Dropout(block.dropout(), layer + ".attention.probabilities"));
        this.rotation = block.positions() instanceof Positions.Rotary rotary
                ? Optional.of(new Rotation(rotary.base(), spec.headWidth()))
                : Optional.empty();
        this.dropout = new Dropout(block.dropout(), layer + ".attention");
    }

    @Override
    public void forward(Matrix x, Matrix residual, Matrix y, Pass pass, Memory memory) {
        Matrix qkv = qkv(x, memory);
        inputs.forward(x, qkv);
        rotation.ifPresent(rotary -> rotary.forward(rotated(qkv), pass));
        Matrix keys = pass.cache().map(cache -> cache.keys(layer, keys(qkv))).orElseGet(() -> keys(qkv));
        Matrix values =
                pass.cache().map(cache -> cache.values(layer, values(qkv))).orElseGet(() -> values(qkv));
        Matrix mixed = mixed(x, memory);
        attention.forward(
                queries(qkv), keys, values, pass.ranges(spec.visibility()), mixed, logSums(pass, memory), pass);
        Joint.forward(output, mixed, residual, y, dropout, pass);
    }

    @Override
    public void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Matrix qkv = qkv(x, memory);
        Matrix mixed = mixed(x, memory);
        Matrix dMixed = pass.scratch("mixedGradient", x.rows(), spec.queryWidth());
        output.backward(mixed, Joint.backward(dy, dropout, pass), 0, dMixed);
        Matrix dQkv = pass.scratch("wide", x.rows(), qkv.columns());
        attention.backward(
                queries(qkv),
                keys(qkv),
                values(qkv),
                pass.ranges(spec.visibility()),
                logSums(pass, memory),
                dMixed,
                queries(dQkv),
                keys(dQkv),
                values(dQkv),
                pass);
        rotation.ifPresent(rotary -> rotary.backward(rotated(dQkv), pass));
        inputs.backward(x, dQkv, 0, dx);
    }

    /** [N, (H + 2K)·h] queries, keys and values side by side. */
    private Matrix qkv(Matrix x, Memory memory) {
        return memory.matrix("attention.qkv", x.rows(), spec.queryWidth() + 2 * spec.keyWidth());
    }

    /** [N, H·h] what the heads gathered. */
    private Matrix mixed(Matrix x, Memory memory) {
        return memory.matrix("attention.mixed", x.rows(), spec.queryWidth());
    }

    private Matrix logSums(Pass pass, Memory memory) {
        return memory.matrix("attention.logSums", pass.sequences() * spec.heads(), pass.context());
    }

    private Matrix queries(Matrix qkv) {
        return qkv.block(0, 0, qkv.rows(), spec.queryWidth());
    }

    private Matrix keys(Matrix qkv) {
        return qkv.block(0, spec.queryWidth(), qkv.rows(), spec.keyWidth());
    }

    private Matrix values(Matrix qkv) {
        return qkv.block(0, spec.queryWidth() + spec.keyWidth(), qkv.rows(), spec.keyWidth());
    }

    /** Queries and keys. */
    private Matrix rotated(Matrix qkv) {
        return qkv.block(0, 0, qkv.rows(), spec.queryWidth() + spec.keyWidth());
    }
}
