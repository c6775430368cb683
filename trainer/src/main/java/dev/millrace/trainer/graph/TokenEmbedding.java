package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.spec.EmbeddingSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A stack's first layer: token ids [B, T] to vectors [B, T, d]. The layers of its stack are attached to it. */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class TokenEmbedding extends KernelLayerConfiguration {
    @JsonProperty
    private Precision precision = Precision.FLOAT32;

    /** For JSON. */
    TokenEmbedding() {}

    /**
     * @param deviation of the normal distribution that the tables are drawn from
     * @param precision of the products of all layers that are attached to it
     */
    public TokenEmbedding(String name, EmbeddingSpec spec, double deviation, Precision precision) {
        super(name, spec, deviation);
        this.precision = precision;
    }

    Precision precision() {
        return precision;
    }

    EmbeddingSpec spec() {
        return specification(EmbeddingSpec.class);
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.embedding(getLayerName(), spec());
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new TokenEmbeddingLayer(configuration, type);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof TokenEmbedding that && precision == that.precision;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), precision);
    }
}
