package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.EmbeddingSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A stack's first layer: token ids [B, T] to vectors [B, T, d]. The layers of its stack are attached to it. */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class TokenEmbedding extends KernelLayerConfiguration {
    /** For JSON. */
    TokenEmbedding() {}

    /** @param deviation of the normal distribution that the tables are drawn from */
    public TokenEmbedding(String name, EmbeddingSpec spec, double deviation) {
        super(name, spec, deviation);
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
}
