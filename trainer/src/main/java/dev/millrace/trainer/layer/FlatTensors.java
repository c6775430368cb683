package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A whole model's parameters to be read, by layer and key. */
public final class FlatTensors {
    private final Region parameters;
    private final Map<String, Parameter> layout;

    /** @param flat [1, P], laid out as the specification says */
    public FlatTensors(ModelSpec spec, INDArray flat) {
        this.parameters = Region.of(flat);
        this.layout = spec.parameters().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    }

    /** Those of a layer; it has no gradients. */
    public Tensors of(String layer) {
        return new Tensors() {
            @Override
            public Matrix value(String key) {
                Parameter parameter = layout.get(layer + "_" + key);
                int columns = parameter.shape().get(parameter.shape().size() - 1);
                return parameters.matrix((int) parameter.offset(), (int) parameter.length() / columns, columns);
            }

            @Override
            public Matrix gradient(String key) {
                throw new IllegalStateException("No gradient of " + layer + "_" + key);
            }
        };
    }
}
