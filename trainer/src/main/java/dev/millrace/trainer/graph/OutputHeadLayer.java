package dev.millrace.trainer.graph;

import dev.millrace.trainer.layer.Head;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.layer.Targets;
import java.util.List;
import java.util.Optional;
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

/** Runtime of {@link OutputHead}. What it is asked comes as labels [B, T], or whole from {@link #ask}. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
public final class OutputHeadLayer extends KernelLayer<OutputHead> implements IOutputLayer {
    private Optional<Head> head = Optional.empty();
    private Optional<Targets> asked = Optional.empty();
    private Optional<Losses> losses = Optional.empty();
    private INDArray labels;

    OutputHeadLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    /** What the next batches are asked, instead of their labels. */
    public void ask(Targets targets) {
        asked = Optional.of(targets);
        losses = Optional.empty();
    }

    /** The last pass' losses. */
    public Losses losses() {
        return losses.orElseThrow(() -> new IllegalStateException("No loss before a pass over a batch"));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        long columns = head().columns();
        long[] shape = head().predictions(pass()) == input.size(0)
                ? new long[] {input.size(0), columns}
                : new long[] {input.size(0), input.size(1), columns};
        INDArray logits = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        head().predict(rows(input), rows(logits), pass(), memory(training));
        return logits;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray stream = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        losses = Optional.of(head().backward(rows(input), targets(), rows(stream), pass(), memory(true)));
        return new Pair<>(gradientViews(), stream);
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        Targets targets = targets();
        if (losses.isEmpty()) {
            losses = Optional.of(head().loss(rows(input), targets, pass(), memory(training)));
        }
        double perSequence = losses.get().extras() == 0
                ? 0
                : losses.get().extraNats() / losses.get().extras();
        score = losses.get().nats() * targets.tokenWeight() / input.size(0) + perSequence + regularisation;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
        Targets targets = targets();
        int sequences = (int) input.size(0);
        int context = (int) input.size(1);
        INDArray scores = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, sequences, 1);
        for (int sequence = 0; sequence < sequences; sequence++) {
            Targets alone = targets.onlyRows(sequence * context, (sequence + 1) * context);
            double nats = head().loss(rows(input), alone, pass(), memory(false)).nats();
            scores.putScalar(sequence, nats * targets.tokenWeight() + regularisation);
        }
        return scores;
    }

    @Override
    public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
        losses = Optional.empty();
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
        super.close();
        head = Optional.empty();
    }

    private Head head() {
        if (head.isEmpty()) {
            head = Optional.of(Head.of(
                    kernels(),
                    layerConf().getLayerName(),
                    layerConf().spec(),
                    this,
                    embedding().table()));
        }
        return head.get();
    }

    private Targets targets() {
        if (asked.isPresent()) {
            return asked.get();
        }
        long expected = input.size(0) * input.size(1);
        if (labels == null || labels.length() != expected) {
            throw new IllegalArgumentException(
                    "Invalid labels: " + (labels == null ? "none" : labels.shapeInfoToString()) + " (must be "
                            + input.size(0) + " x " + input.size(1) + " target ids)");
        }
        int[] targets = TokenIds.of(labels);
        int limit = head().columns();
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= limit) {
                throw new IllegalArgumentException(
                        "Invalid target id: " + targets[i] + " (must be below " + limit + ")");
            }
            if (maskArray != null && maskArray.getDouble(i) == 0) {
                targets[i] = -1;
            }
        }
        return Targets.tokens(targets, 1.0 / input.size(1));
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
        return head().columns();
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
        return new UnsupportedOperationException("A Transformer's head is trained within its graph only");
    }
}
