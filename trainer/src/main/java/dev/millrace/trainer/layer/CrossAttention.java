package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.ParameterList;

/** f(x) = attention(x·Wq, m·Wkv)·Wₒ: every position of the decoder gathers from m [B·S, d], what the encoder made. */
final class CrossAttention implements Sublayer {
    private final AttentionSpec spec;
    private final String layer;
    private final Projection query;
    private final Projection keyValue;
    private final Projection output;
    private final DotProductAttention attention;
    private final Dropout dropout;

    CrossAttention(Kernels kernels, String layer, BlockSpec block, Tensors tensors) {
        this.spec = block.attention();
        this.layer = layer;
        boolean biased = spec.bias() != AttentionSpec.Bias.NONE;
        this.query = new Projection(
                kernels, tensors, ParameterList.CROSS_QUERY_WEIGHT, Biases.of(ParameterList.CROSS_QUERY_BIAS, biased));
        this.keyValue = new Projection(
                kernels,
                tensors,
                ParameterList.CROSS_KEY_VALUE_WEIGHT,
                Biases.of(ParameterList.CROSS_KEY_VALUE_BIAS, biased));
        this.output = new Projection(
                kernels,
                tensors,
                ParameterList.CROSS_OUT_WEIGHT,
                Biases.of(ParameterList.CROSS_OUT_BIAS, spec.bias() == AttentionSpec.Bias.ALL));
        this.attention = new DotProductAttention(spec, new Dropout(block.dropout(), layer + ".cross.probabilities"));
        this.dropout = new Dropout(block.dropout(), layer + ".cross");
    }

    @Override
    public void forward(Matrix x, Matrix residual, Matrix y, Pass pass, Memory memory) {
        Source source = pass.source();
        Matrix queries = queries(x, memory);
        query.forward(x, queries);
        Matrix keyValues = pass.cache()
                .map(cache -> cache.fixed(
                        layer,
                        source.rows().rows(),
                        2 * spec.keyWidth(),
                        kept -> keyValue.forward(source.rows(), kept)))
                .orElseGet(() -> {
                    Matrix made = keyValues(source, memory);
                    keyValue.forward(source.rows(), made);
                    return made;
                });
        Matrix mixed = mixed(x, memory);
        attention.forward(
                queries, keys(keyValues), values(keyValues), ranges(pass), mixed, logSums(pass, memory), pass);
        Joint.forward(output, mixed, residual, y, dropout, pass);
    }

    @Override
    public void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Source source = pass.source();
        Matrix queries = queries(x, memory);
        Matrix keyValues = keyValues(source, memory);
        Matrix dMixed = pass.scratch("mixedGradient", x.rows(), spec.queryWidth());
        output.backward(mixed(x, memory), Joint.backward(dy, dropout, pass), 0, dMixed);
        Matrix dQueries = pass.scratch("wide", x.rows(), spec.queryWidth());
        Matrix dKeyValues = pass.scratch("keyValueGradient", keyValues.rows(), keyValues.columns());
        attention.backward(
                queries,
                keys(keyValues),
                values(keyValues),
                ranges(pass),
                logSums(pass, memory),
                dMixed,
                dQueries,
                keys(dKeyValues),
                values(dKeyValues),
                pass);
        query.backward(x, dQueries, 0, dx);
        keyValue.backward(source.rows(), dKeyValues, 0, source.gradient().orElseThrow());
    }

    private static Ranges ranges(Pass pass) {
        return Ranges.across(pass.context(), pass.source().lengths());
    }

    private Matrix queries(Matrix x, Memory memory) {
        return memory.matrix("cross.queries", x.rows(), spec.queryWidth());
    }

    /** [B·S, 2K·h] keys and values side by side. */
    private Matrix keyValues(Source source, Memory memory) {
        return memory.matrix("cross.keyValues", source.rows().rows(), 2 * spec.keyWidth());
    }

    private Matrix mixed(Matrix x, Memory memory) {
        return memory.matrix("cross.mixed", x.rows(), spec.queryWidth());
    }

    private Matrix logSums(Pass pass, Memory memory) {
        return memory.matrix("cross.logSums", pass.sequences() * spec.heads(), pass.context());
    }

    private Matrix keys(Matrix keyValues) {
        return keyValues.block(0, 0, keyValues.rows(), spec.keyWidth());
    }

    private Matrix values(Matrix keyValues) {
        return keyValues.block(0, spec.keyWidth(), keyValues.rows(), spec.keyWidth());
    }
}
