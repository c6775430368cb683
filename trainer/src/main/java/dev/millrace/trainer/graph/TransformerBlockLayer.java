package dev.millrace.trainer.graph;

import dev.millrace.trainer.layer.Block;
import dev.millrace.trainer.layer.Source;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link TransformerBlock}. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
final class TransformerBlockLayer extends KernelLayer<TransformerBlock> {
    private Optional<Block> block = Optional.empty();
    private Supplied source = Supplied.NOTHING;

    TransformerBlockLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    /** What an encoder made, [B, S, d], and how many positions of each sequence are not filling. */
    @SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
    record Supplied(INDArray made, int[] lengths) {
        private static final Supplied NOTHING = new Supplied(null, new int[0]);
    }

    void supply(INDArray made, int[] lengths) {
        source = new Supplied(made, lengths);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        if (source.made != null) {
            pass().use(Source.of(rows(source.made), source.lengths));
        }
        block().forward(rows(input), rows(output), pass(), memory(training));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray stream = startingFrom(epsilon, workspaces);
        block().backward(rows(input), rows(stream), pass(), memory(true));
        return new Pair<>(gradientViews(), stream);
    }

    /** As {@link #backpropGradient}, with the gradient of what the encoder made as second. */
    Pair<Gradient, INDArray[]> backpropGradients(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray made = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, source.made.shape(), 'c');
        pass().use(new Source(rows(source.made), source.lengths, Optional.of(rows(made))));
        Pair<Gradient, INDArray> own = backpropGradient(epsilon, workspaces);
        return new Pair<>(own.getFirst(), new INDArray[] {own.getSecond(), made});
    }

    @Override
    public void clear() {
        super.clear();
        source = Supplied.NOTHING;
    }

    @Override
    public void close() {
        super.close();
        block = Optional.empty();
    }

    private Block block() {
        if (block.isEmpty()) {
            String name = layerConf().getLayerName();
            block = Optional.of(
                    layerConf().inputs() == TransformerBlock.Inputs.STREAM
                            ? Block.of(kernels(), name, layerConf().spec(), this)
                            : Block.withCrossAttention(
                                    kernels(), name, layerConf().spec(), this));
        }
        return block.get();
    }
}
