package dev.millrace.trainer.layer;

import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The last layer norm, the product with the token table of the embedding that it is attached to, and the loss. Labels
 * are target ids [B, T]; a negative one, or one whose label mask is 0, counts for nothing. An example's score is the
 * sum of its tokens' cross-entropies / T, the score the mean over examples. Its output is the logits [B, T, V].
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class OutputHead extends KernelLayerConfiguration {
    @JsonProperty
    private int width;

    @JsonProperty
    private double epsilon;

    /** For JSON. */
    OutputHead() {}

    /**
     * @param epsilon of the layer norm
     */
    public OutputHead(String name, int width, double epsilon) {
        setLayerName(name);
        this.width = width;
        this.epsilon = epsilon;
    }

    int width() {
        return width;
    }

    double epsilon() {
        return epsilon;
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.head(getLayerName(), width);
    }

    @Override
    Initialisation initialisation(Parameter parameter) {
        return Initialisation.constant(parameter.key().equals(ParameterList.NORM_GAIN) ? 1 : 0);
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new OutputHeadLayer(configuration, type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutputHead that
                && super.equals(other)
                && width == that.width
                && epsilon == that.epsilon;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), width, epsilon);
    }
}
