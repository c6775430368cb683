package dev.millrace.trainer.graph;

import java.util.Optional;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A decoder's block as a vertex of two inputs: the residual stream, and what the encoder made. */
@SuppressWarnings({"serial", "overrides"}) // rebuilt from its configuration, never serialised; DL4J overrides varargs
final class SourcedVertex extends LayerVertex {
    private static final int SOURCE = 1;

    private final TransformerBlockLayer block;
    private Optional<INDArray> source = Optional.empty();

    SourcedVertex(ComputationGraph graph, String name, int index, TransformerBlockLayer block, DataType type) {
        super(graph, name, index, block, null, false, type);
        this.block = block;
    }

    @Override
    public void setInput(int number, INDArray input, LayerWorkspaceMgr workspaces) {
        if (number == SOURCE) {
            inputs[SOURCE] = input;
            source = Optional.of(input);
        } else {
            super.setInput(number, input, workspaces);
        }
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        block.supply(source.orElseThrow(), block.embedding().embedding().pass().lengths());
        return super.doForward(training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        if (!canDoBackward()) {
            throw new IllegalStateException("Cannot go backward: input or gradient is missing");
        }
        return block.backpropGradients(getEpsilon(), workspaces);
    }

    @Override
    public void clear() {
        super.clear();
        source = Optional.empty();
    }
}
