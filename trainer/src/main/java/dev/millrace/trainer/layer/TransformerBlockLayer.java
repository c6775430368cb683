package dev.millrace.trainer.layer;

import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_OUT_BIAS;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_OUT_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.MLP_IN_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_IN_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.MLP_OUT_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_OUT_WEIGHT;
import static dev.millrace.trainer.spec.ParameterList.QKV_BIAS;
import static dev.millrace.trainer.spec.ParameterList.QKV_WEIGHT;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link TransformerBlock}. N = B·T rows. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
final class TransformerBlockLayer extends KernelLayer<TransformerBlock> {
    private final BlockMemory kept;

    TransformerBlockLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        kept = new BlockMemory(type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        BlockMemory memory = training ? kept : workbench().passing();
        new BlockForward(kernels(), this::parameter, layerConf().epsilon())
                .run(
                        rows(input),
                        memory,
                        (qkv, mixed) -> attention().forward(qkv, mixed, logSums(memory)),
                        rows(output));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Matrix stream = rows(inputGradient);
        kernels().copy(rows(epsilon), stream);
        mlpBackward(stream);
        attentionBackward(rows(input), stream);
        return new Pair<>(gradientViews(), inputGradient);
    }

    @Override
    public void close() {
        kept.close();
        super.close();
    }

    private CausalAttention attention() {
        return new CausalAttention(
                workbench(),
                (int) input.size(1),
                layerConf().heads(),
                layerConf().width());
    }

    /** @param stream [N, d] gradient of the block's output; becomes that of the stream after attention */
    private void mlpBackward(Matrix stream) {
        Kernels kernels = kernels();
        int n = stream.rows();
        int width = stream.columns();
        int hiddenWidth = layerConf().hidden();
        Matrix activated = kept.activated.matrix(n, hiddenWidth);
        Matrix hidden = kept.hidden.matrix(n, hiddenWidth);
        Matrix normed = kept.mlpInput.matrix(n, width);
        Matrix wide = workbench().wide().matrix(n, hiddenWidth);
        Matrix narrow = workbench().narrow().matrix(n, width);
        kernels.sumRows(stream, gradient(MLP_OUT_BIAS));
        kernels.multiply(activated.transposed(), stream, 0, gradient(MLP_OUT_WEIGHT));
        kernels.multiply(stream, parameter(MLP_OUT_WEIGHT).transposed(), 0, wide);
        kernels.geluBackward(hidden, wide, gradient(MLP_IN_BIAS));
        kernels.multiply(normed.transposed(), wide, 0, gradient(MLP_IN_WEIGHT));
        kernels.multiply(wide, parameter(MLP_IN_WEIGHT).transposed(), 0, narrow);
        kernels.layerNormBackward(
                kept.middle.matrix(n, width),
                kept.mlpStatistics.matrix(n, 2),
                parameter(MLP_NORM_GAIN),
                narrow,
                stream,
                gradient(MLP_NORM_GAIN),
                gradient(MLP_NORM_BIAS));
    }

    /** @param stream [N, d] gradient of the stream after attention; becomes that of the block's input */
    private void attentionBackward(Matrix x, Matrix stream) {
        Kernels kernels = kernels();
        int n = stream.rows();
        int width = stream.columns();
        Matrix mixed = kept.mixed.matrix(n, width);
        Matrix qkv = kept.qkv.matrix(n, 3 * width);
        Matrix normed = kept.attentionInput.matrix(n, width);
        Matrix narrow = workbench().narrow().matrix(n, width);
        Matrix wide = workbench().wide().matrix(n, 3 * width);
        kernels.sumRows(stream, gradient(ATTENTION_OUT_BIAS));
        kernels.multiply(mixed.transposed(), stream, 0, gradient(ATTENTION_OUT_WEIGHT));
        kernels.multiply(stream, parameter(ATTENTION_OUT_WEIGHT).transposed(), 0, narrow);
        attention().backward(qkv, logSums(kept), narrow, wide);
        kernels.sumRows(wide, gradient(QKV_BIAS));
        kernels.multiply(normed.transposed(), wide, 0, gradient(QKV_WEIGHT));
        kernels.multiply(wide, parameter(QKV_WEIGHT).transposed(), 0, narrow);
        kernels.layerNormBackward(
                x,
                kept.attentionStatistics.matrix(n, 2),
                parameter(ATTENTION_NORM_GAIN),
                narrow,
                stream,
                gradient(ATTENTION_NORM_GAIN),
                gradient(ATTENTION_NORM_BIAS));
    }

    private Matrix logSums(BlockMemory memory) {
        return memory.logSums.matrix((int) input.size(0) * layerConf().heads(), (int) input.size(1));
    }
}
