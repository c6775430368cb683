package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.layer.Memory;
import dev.millrace.trainer.layer.Pass;
import dev.millrace.trainer.layer.Tensors;
import dev.millrace.trainer.layer.Workbench;
import dev.millrace.trainer.spec.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the layers' runtimes share: their tensors as matrices within the flat views, the pass, and memory. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
abstract class KernelLayer<C extends KernelLayerConfiguration> extends BaseLayer<C> implements Tensors, AutoCloseable {
    private final Map<String, Parameter> layout;
    private final Memory kept;
    private Supplier<Optional<TokenEmbeddingLayer>> anchor = Optional::empty;
    private Optional<Region> parameterRegion = Optional.empty();
    private Optional<Region> gradientRegion = Optional.empty();

    KernelLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        layout = layerConf().parameters().stream().collect(Collectors.toMap(Parameter::key, Function.identity()));
        kept = new Memory(type);
    }

    /** Ties this layer to its stack's embedding, whose pass and workbench it uses from then on. */
    void attachTo(Supplier<Optional<TokenEmbeddingLayer>> embedding) {
        anchor = embedding;
    }

    Optional<TokenEmbeddingLayer> anchor() {
        return anchor.get();
    }

    TokenEmbeddingLayer embedding() {
        return anchor().orElseThrow(() ->
                new IllegalStateException("Layer '" + layerConf().getLayerName() + "' is attached to no embedding"));
    }

    Workbench workbench() {
        return embedding().workbench();
    }

    Pass pass() {
        return embedding().pass();
    }

    Kernels kernels() {
        return workbench().kernels();
    }

    /** Where a pass leaves what its backward pass needs; passing memory when there will be none. */
    Memory memory(boolean training) {
        return training ? kept : workbench().passing();
    }

    @Override
    public Matrix value(String key) {
        if (parameterRegion.isEmpty()) {
            parameterRegion = Optional.of(Region.of(paramsFlattened));
        }
        return matrix(parameterRegion.get(), key);
    }

    @Override
    public Matrix gradient(String key) {
        if (gradientRegion.isEmpty()) {
            gradientRegion = Optional.of(Region.of(gradientsFlattened));
        }
        return matrix(gradientRegion.get(), key);
    }

    /** The views of the flat gradient, as DL4J wants them. */
    Gradient gradientViews() {
        if (layout.isEmpty()) {
            return new DefaultGradient();
        }
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient::setGradientFor);
        return gradient;
    }

    /** A copy of the gradient of this layer's output, in a place for that of its input. */
    INDArray startingFrom(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray stream = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, epsilon.shape(), 'c');
        kernels().copy(rows(epsilon), rows(stream));
        return stream;
    }

    /** None: the optimiser decays weights. DL4J would ask for every tensor's at every step. */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
        return 0;
    }

    /** Rows of the last dimension. */
    Matrix rows(INDArray array) {
        int columns = (int) array.size(array.rank() - 1);
        INDArray plain = Region.isPlain(array) && array.dataType() == dataType
                ? array
                : array.castTo(dataType).dup('c');
        return Region.of(plain).matrix((int) (array.length() / Math.max(1, columns)), columns);
    }

    @Override
    public void setParamsViewArray(INDArray view) {
        parameterRegion = Optional.empty();
        super.setParamsViewArray(view);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        gradientRegion = Optional.empty();
        super.setBackpropGradientsViewArray(view);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /** Gives back the memory kept between steps; the next step makes it anew. */
    @Override
    public void close() {
        kept.close();
    }

    private Matrix matrix(Region region, String key) {
        Parameter parameter = layout.get(key);
        int columns = parameter.shape().get(parameter.shape().size() - 1);
        return region.matrix((int) parameter.offset(), (int) parameter.length() / columns, columns);
    }
}
