package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.List;

/** The encoder before an {@link IncrementalDecoder}: reads a sequence whole, once. */
final class IncrementalEncoder implements AutoCloseable {
    private final EncoderDecoderSpec spec;
    private final Workbench bench;
    private final Memory made;
    private final Embedding embedding;
    private final List<Block> blocks = new ArrayList<>();
    private final LastNorm norm;

    IncrementalEncoder(Workbench bench, EncoderDecoderSpec spec, FlatTensors tensors) {
        this.spec = spec;
        this.bench = bench;
        this.made = new Memory(bench.type());
        Kernels kernels = bench.kernels();
        this.embedding = Embedding.of(
                kernels, ParameterList.EMBEDDING, spec.encoderEmbedding(), tensors.of(ParameterList.EMBEDDING));
        for (int layer = 0; layer < spec.encoderLayers(); layer++) {
            String name = ParameterList.BLOCK + layer;
            blocks.add(Block.of(kernels, name, spec.encoderBlock(), tensors.of(name)));
        }
        NormSpec last = spec.encoderBlock().norm();
        this.norm = new LastNorm(kernels, last, tensors.of(ParameterList.ENCODER_NORM));
    }

    Table table() {
        return embedding.table();
    }

    /** [S, d], until the next call. */
    Matrix read(int[] ids) {
        if (ids.length == 0 || ids.length > spec.sourceContext()) {
            throw new IllegalArgumentException(
                    "Invalid ids: " + ids.length + " (must be from 1 to " + spec.sourceContext() + ")");
        }
        IncrementalDecoder.check(ids, spec.vocabularySize());
        int width = spec.encoderBlock().width();
        Pass pass = new Pass(bench, Pass.Shape.whole(1, ids.length));
        Matrix x = bench.scratch("stream", ids.length, width);
        Matrix y = bench.scratch("nextStream", ids.length, width);
        embedding.forward(ids, new int[0], x, pass, bench.passing());
        for (Block block : blocks) {
            block.forward(x, y, pass, bench.passing());
            Matrix swapped = x;
            x = y;
            y = swapped;
        }
        Matrix kept = made.matrix("source", ids.length, width);
        bench.kernels().copy(norm.forward(x, bench.passing()), kept);
        return kept;
    }

    @Override
    public void close() {
        made.close();
    }
}
