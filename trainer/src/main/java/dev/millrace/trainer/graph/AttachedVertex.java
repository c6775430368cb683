package dev.millrace.trainer.graph;

import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A vertex that holds one of this package's layers and ties it to an embedding of the graph, in whatever way the graph
 * is built: from a configuration, from its JSON on another machine, from a saved model. With two inputs, the second is
 * what an encoder made.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class AttachedVertex extends LayerVertex {
    @JsonProperty
    private String embedding;

    /** For JSON. */
    AttachedVertex() {}

    /**
     * @param embedding name of the vertex with the {@link TokenEmbedding} of the same stack; of the encoder's for a
     *     decoder's embedding
     */
    public AttachedVertex(NeuralNetConfiguration configuration, String embedding) {
        super(configuration, null);
        this.embedding = embedding;
    }

    @Override
    public GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray view, boolean initialize, DataType type) {
        GraphVertex vertex = super.instantiate(graph, name, index, view, initialize, type);
        KernelLayer<?> layer = (KernelLayer<?>) vertex.getLayer();
        if (!name.equals(embedding)) {
            layer.attachTo(() -> Optional.ofNullable(graph.getLayer(embedding)).map(TokenEmbeddingLayer.class::cast));
        }
        return layer instanceof TransformerBlockLayer block
                        && block.layerConf().inputs() == TransformerBlock.Inputs.STREAM_WITH_SOURCE
                ? new SourcedVertex(graph, name, index, block, type)
                : vertex;
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public AttachedVertex clone() {
        return new AttachedVertex(getLayerConf().clone(), embedding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachedVertex that && super.equals(other) && embedding.equals(that.embedding);
    }

    @Override
    public int hashCode() {
        return super.hashCode() * 31 + embedding.hashCode();
    }
}
