package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A decoder that reads one sequence piece by piece and keeps its keys and values, so that each further token costs one
 * token's pass. Serves one thread.
 */
public final class IncrementalDecoder implements AutoCloseable {
    private final DecoderSpec spec;
    private final Workbench bench = new Workbench(Kernels.of(DataType.FLOAT));
    private final KeyValueCache cache;
    private final Embedding embedding;
    private final List<Block> blocks = new ArrayList<>();
    private final Head head;

    /**
     * @param flat [1, P] float32, laid out as {@link DecoderSpec#parameters()} says; read, not kept apart
     */
    public IncrementalDecoder(DecoderSpec spec, INDArray flat) {
        if (flat.length() != spec.parameterCount()) {
            throw new IllegalArgumentException(
                    "Invalid parameters: " + flat.length() + " elements (must be " + spec.parameterCount() + ")");
        }
        this.spec = spec;
        Kernels kernels = bench.kernels();
        FlatTensors tensors = new FlatTensors(spec, flat);
        this.cache = new KeyValueCache(kernels, spec.context());
        this.embedding =
                Embedding.of(kernels, ParameterList.EMBEDDING, spec.embedding(), tensors.of(ParameterList.EMBEDDING));
        for (int layer = 0; layer < spec.layers(); layer++) {
            String name = ParameterList.BLOCK + layer;
            blocks.add(Block.of(kernels, name, spec.block(), tensors.of(name)));
        }
        this.head =
                Head.of(kernels, ParameterList.HEAD, spec.head(), tensors.of(ParameterList.HEAD), embedding.table());
    }

    /** Tokens read so far. */
    public int length() {
        return cache.length();
    }

    /** Forgets what was read. */
    public void restart() {
        cache.restart(0);
    }

    /**
     * Reads further tokens, at least one and no more than the context has room for.
     *
     * @return [V] logits of the token after them
     */
    public float[] read(int[] ids) {
        int room = spec.context() - cache.length();
        if (ids.length == 0 || ids.length > room) {
            throw new IllegalArgumentException("Invalid ids: " + ids.length + " (must be from 1 to " + room + ")");
        }
        for (int id : ids) {
            if (id < 0 || id >= spec.vocabularySize()) {
                throw new IllegalArgumentException(
                        "Invalid token id: " + id + " (must be from 0 to " + (spec.vocabularySize() - 1) + ")");
            }
        }
        Pass pass = new Pass(bench, Pass.Shape.next(ids.length, cache.length()));
        pass.use(cache);
        Matrix x = bench.scratch("stream", ids.length, spec.block().width());
        Matrix y = bench.scratch("nextStream", ids.length, spec.block().width());
        embedding.forward(ids, new int[0], x, pass, bench.passing());
        for (Block block : blocks) {
            block.forward(x, y, pass, bench.passing());
            Matrix swapped = x;
            x = y;
            y = swapped;
        }
        cache.advance(ids.length);
        return logits(x.rows(ids.length - 1, 1));
    }

    @Override
    public void close() {
        cache.close();
        bench.close();
    }

    private float[] logits(Matrix last) {
        Matrix logits = bench.scratch("logits", 1, head.columns());
        head.predict(last, logits, new Pass(bench, Pass.Shape.next(1, cache.length() - 1)), bench.passing());
        float[] values = new float[head.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) logits.at(0, i);
        }
        return values;
    }
}
