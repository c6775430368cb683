package dev.millrace.trainer.layer;

import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Token ids [B, T] to vectors [B, T, d]: row of the token table + row of the learned positions. Ids may be of any number
 * type; one outside the vocabulary is an error, and so is a T beyond the context.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class TokenEmbedding extends KernelLayerConfiguration {
    @JsonProperty
    private int vocabularySize;

    @JsonProperty
    private int context;

    @JsonProperty
    private int width;

    @JsonProperty
    private double deviation;

    /** For JSON. */
    TokenEmbedding() {}

    /**
     * @param deviation of the normal distribution that both tables are drawn from
     */
    public TokenEmbedding(String name, int vocabularySize, int context, int width, double deviation) {
        setLayerName(name);
        this.vocabularySize = vocabularySize;
        this.context = context;
        this.width = width;
        this.deviation = deviation;
    }

    int vocabularySize() {
        return vocabularySize;
    }

    int context() {
        return context;
    }

    int width() {
        return width;
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.embedding(getLayerName(), vocabularySize, context, width);
    }

    @Override
    Initialisation initialisation(Parameter parameter) {
        return new Initialisation(0, deviation);
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new TokenEmbeddingLayer(configuration, type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenEmbedding that
                && super.equals(other)
                && vocabularySize == that.vocabularySize
                && context == that.context
                && width == that.width
                && deviation == that.deviation;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), vocabularySize, context, width, deviation);
    }
}
