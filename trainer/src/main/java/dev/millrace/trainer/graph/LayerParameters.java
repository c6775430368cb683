package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts a layer's part of the flat vectors into its tensors, row-major. */
final class LayerParameters implements ParamInitializer {
    static final LayerParameters INSTANCE = new LayerParameters();

    private LayerParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        List<Parameter> parameters = parameters(layer);
        return parameters.isEmpty() ? 0 : parameters.get(parameters.size() - 1).end();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return parameters(layer).stream().map(Parameter::key).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return parameters(layer).stream()
                .filter(Parameter::isMatrix)
                .map(Parameter::key)
                .toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return parameters(layer).stream()
                .filter(parameter -> !parameter.isMatrix())
                .map(Parameter::key)
                .toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
        KernelLayerConfiguration layer = (KernelLayerConfiguration) configuration.getLayer();
        Map<String, INDArray> tensors = getGradientsFromFlattened(configuration, view);
        for (Parameter parameter : layer.parameters()) {
            configuration.addVariable(parameter.key());
            if (initialize) {
                Initialisation initialisation = layer.initialisation(parameter);
                initialisation.fill(tensors.get(parameter.key()), configuration.getSeed(), parameter.name());
            }
        }
        return tensors;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray view) {
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        if (view == null) { // DL4J's word for no parameters
            return tensors;
        }
        INDArray flat = view.reshape(new long[] {view.length()});
        for (Parameter parameter : parameters(configuration.getLayer())) {
            INDArray part = flat.get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
            List<Integer> shape = parameter.shape();
            int columns = shape.get(shape.size() - 1);
            tensors.put(parameter.key(), part.reshape('c', (int) parameter.length() / columns, columns));
        }
        return tensors;
    }

    private static List<Parameter> parameters(Layer layer) {
        return ((KernelLayerConfiguration) layer).parameters();
    }
}
