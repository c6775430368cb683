package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Region;
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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the layers' runtimes share: their tensors as matrices within the flat views, and a workbench. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
abstract class KernelLayer<C extends KernelLayerConfiguration> extends BaseLayer<C> implements AutoCloseable {
    private final Map<String, Parameter> layout;
    private Supplier<Optional<TokenEmbeddingLayer>> anchor = Optional::empty;
    private Optional<Workbench> ownWorkbench = Optional.empty();
    private Optional<Region> parameterRegion = Optional.empty();
    private Optional<Region> gradientRegion = Optional.empty();

    KernelLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        layout = layerConf().parameters().stream().collect(Collectors.toMap(Parameter::key, Function.identity()));
    }

    /** Ties this layer to its graph's embedding, whose workbench and token table it uses from then on. */
    void attachTo(Supplier<Optional<TokenEmbeddingLayer>> embedding) {
        anchor = embedding;
    }

    Optional<TokenEmbeddingLayer> anchor() {
        return anchor.get();
    }

    Workbench workbench() {
        return anchor().map(KernelLayer::ownWorkbench).orElseGet(this::ownWorkbench);
    }

    Kernels kernels() {
        return workbench().kernels();
    }

    Matrix parameter(String key) {
        if (parameterRegion.isEmpty()) {
            parameterRegion = Optional.of(Region.of(paramsFlattened));
        }
        return matrix(parameterRegion.get(), key);
    }

    Matrix gradient(String key) {
        if (gradientRegion.isEmpty()) {
            gradientRegion = Optional.of(Region.of(gradientsFlattened));
        }
        return matrix(gradientRegion.get(), key);
    }

    /** The views of the flat gradient, as DL4J wants them. */
    Gradient gradientViews() {
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient::setGradientFor);
        return gradient;
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
        ownWorkbench.ifPresent(Workbench::close);
        ownWorkbench = Optional.empty();
    }

    private Workbench ownWorkbench() {
        if (ownWorkbench.isEmpty()) {
            ownWorkbench = Optional.of(new Workbench(dataType));
        }
        return ownWorkbench.get();
    }

    private Matrix matrix(Region region, String key) {
        Parameter parameter = layout.get(key);
        int columns = parameter.shape().get(parameter.shape().size() - 1);
        return region.matrix((int) parameter.offset(), (int) parameter.length() / columns, columns);
    }
}
