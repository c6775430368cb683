package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A block on [B, T, d]; one with attention to an encoder has its output as second input. */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class TransformerBlock extends KernelLayerConfiguration {
    @JsonProperty
    private double residualDeviation;

    @JsonProperty
    private Inputs inputs;

    /** What a block reads. */
    public enum Inputs {
        STREAM,
        /** Also what an encoder made. */
        STREAM_WITH_SOURCE
    }

    /** For JSON. */
    TransformerBlock() {}

    /**
     * @param deviation of the normal distribution that the matrices are drawn from
     * @param residualDeviation of the one for those whose product joins the residual stream
     */
    public TransformerBlock(String name, BlockSpec spec, Inputs inputs, double deviation, double residualDeviation) {
        super(name, spec, deviation);
        this.inputs = inputs;
        this.residualDeviation = residualDeviation;
    }

    BlockSpec spec() {
        return specification(BlockSpec.class);
    }

    Inputs inputs() {
        return inputs;
    }

    @Override
    List<Parameter> parameters() {
        return inputs == Inputs.STREAM
                ? ParameterList.block(getLayerName(), spec())
                : ParameterList.crossBlock(getLayerName(), spec());
    }

    @Override
    Initialisation initialisation(Parameter parameter) {
        return switch (parameter.key()) {
            case ParameterList.ATTENTION_OUT_WEIGHT, ParameterList.CROSS_OUT_WEIGHT, ParameterList.MLP_OUT_WEIGHT ->
                new Initialisation(0, residualDeviation);
            default -> super.initialisation(parameter);
        };
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new TransformerBlockLayer(configuration, type);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof TransformerBlock that
                && inputs == that.inputs
                && residualDeviation == that.residualDeviation;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), inputs, residualDeviation);
    }
}
