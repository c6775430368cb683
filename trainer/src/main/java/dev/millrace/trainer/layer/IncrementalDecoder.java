package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.kernel.Slab;
import dev.millrace.trainer.spec.Gpt2Spec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A decoder that reads one sequence piece by piece and keeps its keys and values, so that each further token costs one
 * token's pass. Serves one thread.
 */
public final class IncrementalDecoder implements AutoCloseable {
    private final Gpt2Spec spec;
    private final Region parameters;
    private final Map<String, Parameter> layout;
    private final Workbench bench = new Workbench(DataType.FLOAT);
    private final Kernels kernels = bench.kernels();
    private final List<Slab> caches = new ArrayList<>();
    private final Slab stream = new Slab(DataType.FLOAT);
    private final Slab next = new Slab(DataType.FLOAT);
    private final Slab logSums = new Slab(DataType.FLOAT);
    private int length;

    /**
     * @param flat [1, P] float32, laid out as {@link Gpt2Spec#parameters()} says; read, not kept apart
     */
    public IncrementalDecoder(Gpt2Spec spec, INDArray flat) {
        if (flat.length() != spec.parameterCount()) {
            throw new IllegalArgumentException(
                    "Invalid parameters: " + flat.length() + " elements (must be " + spec.parameterCount() + ")");
        }
        this.spec = spec;
        this.parameters = Region.of(flat);
        this.layout = spec.parameters().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
        for (int block = 0; block < spec.layers(); block++) {
            caches.add(new Slab(DataType.FLOAT));
        }
    }

    /** Tokens read so far. */
    public int length() {
        return length;
    }

    /** Forgets what was read. */
    public void restart() {
        length = 0;
    }

    /**
     * Reads further tokens, at least one and no more than the context has room for.
     *
     * @return [V] logits of the token after them
     */
    public float[] read(int[] ids) {
        if (ids.length == 0 || ids.length > spec.context() - length) {
            throw new IllegalArgumentException(
                    "Invalid ids: " + ids.length + " (must be from 1 to " + (spec.context() - length) + ")");
        }
        for (int id : ids) {
            TokenIds.check(id, spec.vocabularySize());
        }
        int n = ids.length;
        int width = spec.width();
        Matrix table = parameter(ParameterList.EMBEDDING, ParameterList.TOKENS);
        Matrix positions = parameter(ParameterList.EMBEDDING, ParameterList.POSITIONS);
        Matrix x = stream.matrix(n, width);
        kernels.embed(table, positions.rows(length, n), ids, n, x);
        for (int block = 0; block < spec.layers(); block++) {
            String layer = ParameterList.BLOCK + block;
            Matrix cache = caches.get(block).matrix(spec.context(), 3 * width);
            Matrix y = next.matrix(n, width);
            new BlockForward(kernels, key -> parameter(layer, key), spec.layerNormEpsilon())
                    .run(x, bench.passing(), (qkv, mixed) -> attend(cache, qkv, mixed), y);
            kernels.copy(y, x);
        }
        length += n;
        return logits(x.rows(n - 1, 1), table);
    }

    @Override
    public void close() {
        bench.close();
        caches.forEach(Slab::close);
        stream.close();
        next.close();
        logSums.close();
    }

    private void attend(Matrix cache, Matrix qkv, Matrix mixed) {
        int n = qkv.rows();
        int seen = length + n;
        int width = spec.width();
        int headWidth = width / spec.heads();
        kernels.copy(qkv, cache.rows(length, n));
        for (int head = 0; head < spec.heads(); head++) {
            int column = head * headWidth;
            Matrix scores = bench.scores().matrix(n, seen);
            kernels.multiply(
                    qkv.block(0, column, n, headWidth),
                    cache.block(0, width + column, seen, headWidth).transposed(),
                    0,
                    scores);
            kernels.causalSoftmax(scores, length, 1 / Math.sqrt(headWidth), logSums.matrix(1, n));
            kernels.multiply(
                    scores,
                    cache.block(0, 2 * width + column, seen, headWidth),
                    0,
                    mixed.block(0, column, n, headWidth));
        }
    }

    private float[] logits(Matrix last, Matrix table) {
        Matrix normed = next.matrix(1, last.columns());
        kernels.layerNorm(
                last,
                parameter(ParameterList.HEAD, ParameterList.NORM_GAIN),
                parameter(ParameterList.HEAD, ParameterList.NORM_BIAS),
                spec.layerNormEpsilon(),
                normed,
                logSums.matrix(1, 2));
        Matrix logits = bench.logits().matrix(1, table.rows());
        kernels.multiply(normed, table.transposed(), 0, logits);
        float[] values = new float[table.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) logits.at(0, i);
        }
        return values;
    }

    private Matrix parameter(String layer, String key) {
        Parameter parameter = layout.get(layer + "_" + key);
        int columns = parameter.shape().get(parameter.shape().size() - 1);
        return parameters.matrix((int) parameter.offset(), (int) parameter.length() / columns, columns);
    }
}
