package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.layer.LastNorm;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link StackNorm}. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
final class StackNormLayer extends KernelLayer<StackNorm> {
    private Optional<LastNorm> norm = Optional.empty();

    StackNormLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        kernels().copy(norm().forward(rows(input), memory(training)), rows(output));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray stream = startingFrom(epsilon, workspaces);
        Matrix gradient = rows(stream);
        norm().backward(rows(input), rows(epsilon), gradient, pass(), memory(true));
        return new Pair<>(gradientViews(), stream);
    }

    @Override
    public void close() {
        super.close();
        norm = Optional.empty();
    }

    private LastNorm norm() {
        if (norm.isEmpty()) {
            norm = Optional.of(new LastNorm(kernels(), layerConf().spec().norm(), this));
        }
        return norm.get();
    }
}
