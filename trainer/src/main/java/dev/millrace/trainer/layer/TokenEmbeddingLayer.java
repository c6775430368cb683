package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.ParameterList;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link TokenEmbedding}. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
final class TokenEmbeddingLayer extends KernelLayer<TokenEmbedding> {
    private int[] ids = new int[0];
    private boolean tableGradientBegun;

    TokenEmbeddingLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    /** The token table [V, d]. */
    Matrix table() {
        return parameter(ParameterList.TOKENS);
    }

    /**
     * The token table's gradient [V, d], for a head that uses the table too: it overwrites the gradient before this
     * layer's backward pass, which then adds its own part.
     */
    Matrix beginTableGradient() {
        tableGradientBegun = true;
        return gradient(ParameterList.TOKENS);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        int context = (int) input.size(1);
        if (input.rank() != 2 || context > layerConf().context()) {
            throw new IllegalArgumentException("Invalid input: " + input.shapeInfoToString()
                    + " (must be [sequences, at most " + layerConf().context() + " tokens])");
        }
        ids = TokenIds.checked(input, layerConf().vocabularySize());
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {input.size(0), context, layerConf().width()},
                'c');
        kernels().embed(table(), parameter(ParameterList.POSITIONS), ids, context, rows(output));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Matrix tableGradient = gradient(ParameterList.TOKENS);
        if (!tableGradientBegun) {
            kernels().clear(tableGradient);
        }
        tableGradientBegun = false;
        kernels()
                .embedBackward(
                        rows(epsilon), ids, (int) input.size(1), tableGradient, gradient(ParameterList.POSITIONS));
        return new Pair<>(gradientViews(), null);
    }
}
