package dev.millrace.trainer.layer;

import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A pre-norm decoder block on [B, T, d]: x + attention(norm(x)), then + MLP(norm(·)), causal attention, GELU. Source:
 * GPT-2.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class TransformerBlock extends KernelLayerConfiguration {
    @JsonProperty
    private int width;

    @JsonProperty
    private int heads;

    @JsonProperty
    private int hidden;

    @JsonProperty
    private double epsilon;

    @JsonProperty
    private double deviation;

    @JsonProperty
    private double residualDeviation;

    /** For JSON. */
    TransformerBlock() {}

    /**
     * @param epsilon of the layer norms
     * @param deviation of the normal distribution that the matrices are drawn from
     * @param residualDeviation of the one for the two matrices whose product joins the residual stream
     */
    public TransformerBlock(
            String name, int width, int heads, int hidden, double epsilon, double deviation, double residualDeviation) {
        setLayerName(name);
        this.width = width;
        this.heads = heads;
        this.hidden = hidden;
        this.epsilon = epsilon;
        this.deviation = deviation;
        this.residualDeviation = residualDeviation;
    }

    int width() {
        return width;
    }

    int heads() {
        return heads;
    }

    int hidden() {
        return hidden;
    }

    double epsilon() {
        return epsilon;
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.block(getLayerName(), width, hidden);
    }

    @Override
    Initialisation initialisation(Parameter parameter) {
        return switch (parameter.key()) {
            case ParameterList.QKV_WEIGHT, ParameterList.MLP_IN_WEIGHT -> new Initialisation(0, deviation);
            case ParameterList.ATTENTION_OUT_WEIGHT, ParameterList.MLP_OUT_WEIGHT ->
                new Initialisation(0, residualDeviation);
            case ParameterList.ATTENTION_NORM_GAIN, ParameterList.MLP_NORM_GAIN -> Initialisation.constant(1);
            default -> Initialisation.constant(0);
        };
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new TransformerBlockLayer(configuration, type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransformerBlock that
                && super.equals(other)
                && width == that.width
                && heads == that.heads
                && hidden == that.hidden
                && epsilon == that.epsilon
                && deviation == that.deviation
                && residualDeviation == that.residualDeviation;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), width, heads, hidden, epsilon, deviation, residualDeviation);
    }
}
