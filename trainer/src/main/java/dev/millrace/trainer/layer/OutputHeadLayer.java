package dev.millrace.trainer.layer;

import static dev.millrace.trainer.spec.ParameterList.NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.NORM_GAIN;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Slab;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Runtime of {@link OutputHead}. Training goes over blocks of rows, each through logits, loss and their gradient in
 * one place, so that the logits of all rows never exist together. N = B·T rows.
 */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
final class OutputHeadLayer extends KernelLayer<OutputHead> implements IOutputLayer, TokenLosses {
    private static final int BLOCK = 256;

    private final Slab normed;
    private final Slab statistics;
    private INDArray labels;
    private int[] targets = new int[0];
    private OptionalDouble nats = OptionalDouble.empty();

    OutputHeadLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        normed = new Slab(type);
        statistics = new Slab(type);
    }

    @Override
    public double nats() {
        return nats.orElseThrow(() -> new IllegalStateException("No loss before a pass over a batch"));
    }

    @Override
    public long targets() {
        return Arrays.stream(targets).filter(target -> target >= 0).count();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        Matrix table = embedding().table();
        INDArray logits = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), input.size(1), table.rows()}, 'c');
        kernels().multiply(normalise(), table.transposed(), 0, rows(logits));
        return logits;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Kernels kernels = kernels();
        readTargets();
        Matrix x = normalise();
        Matrix table = embedding().table();
        Matrix tableGradient = embedding().beginTableGradient();
        Matrix normedGradient = workbench().narrow().matrix(x.rows(), x.columns());
        double sum = 0;
        for (int first = 0; first < x.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, x.rows() - first);
            Matrix logits = workbench().logits().matrix(count, table.rows());
            kernels.multiply(x.rows(first, count), table.transposed(), 0, logits);
            sum += kernels.crossEntropyBackward(logits, targets, first, 1.0 / input.size(1));
            kernels.multiply(logits, table, 0, normedGradient.rows(first, count));
            kernels.multiply(logits.transposed(), x.rows(first, count), first == 0 ? 0 : 1, tableGradient);
        }
        nats = OptionalDouble.of(sum);
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Matrix stream = rows(inputGradient);
        kernels.clear(stream);
        kernels.layerNormBackward(
                rows(input),
                statistics.matrix(x.rows(), 2),
                parameter(NORM_GAIN),
                normedGradient,
                stream,
                gradient(NORM_GAIN),
                gradient(NORM_BIAS));
        return new Pair<>(gradientViews(), inputGradient);
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        if (nats.isEmpty()) {
            readTargets();
            nats = OptionalDouble.of(loss(normalise(), 0, targets.length));
        }
        score = nats.getAsDouble() / targets.length + regularisation;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
        readTargets();
        Matrix x = normalise();
        int sequences = (int) input.size(0);
        int context = (int) input.size(1);
        INDArray scores = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, sequences, 1);
        for (int sequence = 0; sequence < sequences; sequence++) {
            scores.putScalar(sequence, loss(x, sequence * context, context) / context + regularisation);
        }
        return scores;
    }

    @Override
    public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
        nats = OptionalDouble.empty();
        super.setInput(newInput, workspaces);
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray newLabels) {
        labels = newLabels;
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public void clear() {
        super.clear();
        labels = null; // DL4J's word for none
    }

    @Override
    public void close() {
        normed.close();
        statistics.close();
        super.close();
    }

    private TokenEmbeddingLayer embedding() {
        return anchor().orElseThrow(() -> new IllegalStateException(
                "Output head '" + layerConf().getLayerName() + "' is attached to no embedding"));
    }

    private Matrix normalise() {
        Matrix x = rows(input);
        Matrix y = normed.matrix(x.rows(), x.columns());
        kernels()
                .layerNorm(
                        x,
                        parameter(NORM_GAIN),
                        parameter(NORM_BIAS),
                        layerConf().epsilon(),
                        y,
                        statistics.matrix(x.rows(), 2));
        return y;
    }

    private double loss(Matrix x, int begin, int count) {
        Matrix table = embedding().table();
        double sum = 0;
        for (int first = begin; first < begin + count; first += BLOCK) {
            int rows = Math.min(BLOCK, begin + count - first);
            Matrix logits = workbench().logits().matrix(rows, table.rows());
            kernels().multiply(x.rows(first, rows), table.transposed(), 0, logits);
            sum += kernels().crossEntropy(logits, targets, first);
        }
        return sum;
    }

    private void readTargets() {
        long expected = input.size(0) * input.size(1);
        if (labels == null || labels.length() != expected) {
            throw new IllegalArgumentException(
                    "Invalid labels: " + (labels == null ? "none" : labels.shapeInfoToString()) + " (must be "
                            + input.size(0) + " x " + input.size(1) + " target ids)");
        }
        targets = TokenIds.of(labels);
        int vocabularySize = embedding().table().rows();
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= vocabularySize) {
                throw new IllegalArgumentException(
                        "Invalid target id: " + targets[i] + " (must be below " + vocabularySize + ")");
            }
            if (maskArray != null && maskArray.getDouble(i) == 0) {
                targets[i] = -1;
            }
        }
    }

    @Override
    public double f1Score(DataSet data) {
        throw noClassifier();
    }

    @Override
    public double f1Score(INDArray examples, INDArray classLabels) {
        throw noClassifier();
    }

    @Override
    @SuppressWarnings("deprecation") // DL4J still asks for it
    public int numLabels() {
        return embedding().table().rows();
    }

    @Override
    public void fit(DataSetIterator iterator) {
        throw noClassifier();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw noClassifier();
    }

    @Override
    public List<String> predict(DataSet data) {
        throw noClassifier();
    }

    @Override
    public void fit(INDArray examples, INDArray classLabels) {
        throw noClassifier();
    }

    @Override
    public void fit(DataSet data) {
        throw noClassifier();
    }

    @Override
    public void fit(INDArray examples, int[] classLabels) {
        throw noClassifier();
    }

    private static UnsupportedOperationException noClassifier() {
        return new UnsupportedOperationException("A language model's head is trained within its graph only");
    }
}
