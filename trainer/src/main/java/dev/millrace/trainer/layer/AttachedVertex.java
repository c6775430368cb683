package dev.millrace.trainer.layer;

import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A vertex that holds one of this package's layers and ties it to the graph's embedding, in whatever way the graph is
 * built: from a configuration, from its JSON on another machine, from a saved model.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class AttachedVertex extends LayerVertex {
    @JsonProperty
    private String embedding;

    /** For JSON. */
    AttachedVertex() {}

    /**
     * @param embedding name of the vertex with the {@link TokenEmbedding}
     */
    public AttachedVertex(NeuralNetConfiguration configuration, String embedding) {
        super(configuration, null);
        this.embedding = embedding;
    }

    @Override
    public GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray view, boolean initialize, DataType type) {
        GraphVertex vertex = super.instantiate(graph, name, index, view, initialize, type);
        ((KernelLayer<?>) vertex.getLayer())
                .attachTo(() -> Optional.ofNullable(graph.getLayer(embedding)).map(TokenEmbeddingLayer.class::cast));
        return vertex;
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
