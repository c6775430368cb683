package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.SpecText;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What the layers' configurations share: a specification, as text so that DL4J's JSON carries it whole; sizes are
 * given, never inferred, and no preprocessor is needed.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
abstract class KernelLayerConfiguration extends BaseLayer {
    @JsonProperty
    private String specification;

    @JsonProperty
    private double deviation;

    /** For JSON. */
    KernelLayerConfiguration() {}

    /** @param deviation of the normal distribution that matrices are drawn from */
    KernelLayerConfiguration(String name, Object specification, double deviation) {
        setLayerName(name);
        this.specification = SpecText.write(specification);
        this.deviation = deviation;
    }

    <T> T specification(Class<T> type) {
        return SpecText.read(specification, type);
    }

    double deviation() {
        return deviation;
    }

    abstract List<Parameter> parameters();

    /** Matrices are drawn, gains are 1, biases 0. */
    Initialisation initialisation(Parameter parameter) {
        if (parameter.isMatrix()) {
            return new Initialisation(0, deviation);
        }
        return Initialisation.constant(parameter.key().endsWith("Gain") ? 1 : 0);
    }

    abstract KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type);

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray view,
            boolean initialize,
            DataType type) {
        KernelLayer<?> layer = runtime(configuration, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(view);
        layer.setParamTable(initializer().init(configuration, view, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return LayerParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType inputType) {
        return inputType;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // sizes are given
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null; // DL4J's word for none
    }

    @Override
    public boolean isPretrainParam(String key) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, inputType)
                .standardMemory(initializer().numParams(this), 0)
                .workingMemory(0, 0, 0, 0)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelLayerConfiguration that
                && getClass() == that.getClass()
                && super.equals(other)
                && specification.equals(that.specification)
                && deviation == that.deviation;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), specification, deviation);
    }
}
