package dev.millrace.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

class GradientTest {
    private static final DecoderSpec AWKWARD = DecoderSpec.gpt2(7, 6, 6, 2, 3, 10, 1e-5);
    private static final int SEQUENCES = 2;
    private static final int CONTEXT = 5;

    @TempDir
    Path folder;

    @Test
    void equalsCentralDifferencesForEveryParameter() {
        ComputationGraph graph = graph(AWKWARD, DataType.DOUBLE);
        assertGradient(graph, AWKWARD, batch(AWKWARD, CONTEXT));
    }

    @Test
    void equalsCentralDifferencesBeyondOneBlockOfAttentionRows() {
        DecoderSpec wide = DecoderSpec.gpt2(5, 131, 2, 1, 1, 3, 1e-5);
        assertGradient(graph(wide, DataType.DOUBLE), wide, batch(wide, 131));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1,1", "11,9,10,5,31", "300,140,14,7,50"})
    void isTheSameInFloat32(int vocabularySize, int context, int width, int heads, int hidden) {
        DecoderSpec spec = DecoderSpec.gpt2(vocabularySize, context, width, 2, heads, hidden, 1e-5);
        MultiDataSet batch = batch(spec, context);
        ComputationGraph exact = graph(spec, DataType.DOUBLE);
        ComputationGraph single = graph(spec, DataType.FLOAT);
        single.params().assign(exact.params().castTo(DataType.FLOAT));
        INDArray expected = gradient(exact, batch);
        INDArray actual = gradient(single, batch).castTo(DataType.DOUBLE);
        assertThat(actual.sub(expected).norm2Number().doubleValue())
                .isLessThan(2e-6 * Math.max(1, expected.norm2Number().doubleValue()));
        assertThat(single.score()).isCloseTo(exact.score(), within(1e-5));
    }

    @Test
    void countsNothingForNegativeOrMaskedTargets() {
        ComputationGraph graph = graph(AWKWARD, DataType.DOUBLE);
        MultiDataSet negative = batch(AWKWARD, CONTEXT);
        INDArray mask = Nd4j.ones(DataType.DOUBLE, SEQUENCES, CONTEXT);
        INDArray labels = negative.getLabels(0).dup();
        mask.putScalar(0, 1, 0);
        labels.putScalar(0, 1, 3);
        labels.putScalar(1, 4, -100);
        negative.getLabels(0).putScalar(0, 1, -1);
        negative.getLabels(0).putScalar(1, 4, -1);
        MultiDataSet masked =
                new MultiDataSet(negative.getFeatures(), new INDArray[] {labels}, null, new INDArray[] {mask});
        assertThat(graph.score(masked, false)).isEqualTo(graph.score(negative, false));

        graph.setLayerMaskArrays(null, new INDArray[] {mask});
        INDArray withMask = gradient(graph, masked).dup();
        graph.clearLayerMaskArrays();
        assertThat(bits(withMask)).isEqualTo(bits(gradient(graph, negative)));
    }

    @Test
    void scoresEachExampleAlone() {
        ComputationGraph graph = graph(AWKWARD, DataType.DOUBLE);
        MultiDataSet batch = batch(AWKWARD, CONTEXT);
        INDArray scores = graph.scoreExamples(batch, false);
        assertThat(scores.length()).isEqualTo(SEQUENCES);
        assertThat(scores.meanNumber().doubleValue()).isCloseTo(graph.score(batch, false), within(1e-12));
    }

    @Test
    void survivesJson() {
        ComputationGraphConfiguration configuration = configuration(AWKWARD, DataType.FLOAT, new NoOp());
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(configuration.toJson());
        assertThat(read).isEqualTo(configuration);
        assertThat(configuration.clone()).isEqualTo(configuration);
        ComputationGraph graph = new ComputationGraph(configuration);
        ComputationGraph again = new ComputationGraph(read);
        graph.init();
        again.init();
        MultiDataSet batch = batch(AWKWARD, CONTEXT);
        assertThat(bits(again.params())).isEqualTo(bits(graph.params()));
        assertThat(bits(gradient(again, batch))).isEqualTo(bits(gradient(graph, batch)));
    }

    @Test
    void survivesASavedModel() throws IOException {
        ComputationGraph graph = graph(AWKWARD, DataType.FLOAT);
        Path file = folder.resolve("model.zip");
        ModelSerializer.writeModel(graph, file.toFile(), true);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile());
        MultiDataSet batch = batch(AWKWARD, CONTEXT);
        assertThat(bits(gradient(restored, batch))).isEqualTo(bits(gradient(graph, batch)));
    }

    @Test
    void learnsByAnUpdaterOfDl4j() {
        ComputationGraph graph = new ComputationGraph(configuration(AWKWARD, DataType.DOUBLE, new Sgd(0.5)));
        graph.init();
        MultiDataSet batch = batch(AWKWARD, CONTEXT);
        INDArray before = graph.params().dup();
        INDArray gradient = gradient(graph, batch).dup();
        graph.fit(batch);
        INDArray expected = before.sub(gradient.mul(0.5 / SEQUENCES));
        assertThat(graph.params().sub(expected).amaxNumber().doubleValue()).isLessThan(1e-12);
        for (int i = 0; i < 60; i++) {
            graph.fit(batch);
        }
        assertThat(graph.score(batch, false)).isLessThan(0.8 * Math.log(AWKWARD.vocabularySize()));
    }

    @Test
    void addsUpRowsOfAnEmbeddingWithoutHead() {
        NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .layer(new TokenEmbedding(
                        "alone", DecoderSpec.gpt2(4, 3, 2, 1, 1).embedding(), 0.02, Precision.FLOAT32))
                .build();
        INDArray parameters = Nd4j.create(DataType.DOUBLE, 1, 14);
        TokenEmbeddingLayer layer = (TokenEmbeddingLayer)
                configuration.getLayer().instantiate(configuration, null, 0, parameters, true, DataType.DOUBLE);
        INDArray gradient = Nd4j.ones(DataType.DOUBLE, 1, 14);
        layer.setBackpropGradientsViewArray(gradient);
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
        layer.activate(Nd4j.createFromArray(new int[][] {{3, 3}, {1, 3}}), true, workspaces);
        layer.backpropGradient(Nd4j.ones(DataType.DOUBLE, 2, 2, 2), workspaces);
        assertThat(gradient.toDoubleVector()).containsExactly(0, 0, 1, 1, 0, 0, 3, 3, 2, 2, 2, 2, 0, 0);
    }

    @Test
    void refusesIdsOutsideTheVocabularyAndSequencesBeyondTheContext() {
        ComputationGraph graph = graph(AWKWARD, DataType.FLOAT);
        assertThatThrownBy(() -> graph.output(Nd4j.createFromArray(new int[][] {{0, 7}})))
                .hasMessage("Invalid token id: 7 (must be from 0 to 6)");
        assertThatThrownBy(() -> graph.output(Nd4j.createFromArray(new int[][] {{0, -1}})))
                .hasMessage("Invalid token id: -1 (must be from 0 to 6)");
        assertThatThrownBy(() -> graph.output(Nd4j.create(DataType.FLOAT, 1, 7)))
                .hasMessageEndingWith("(must be [sequences, at most 6 tokens])");
        MultiDataSet batch = batch(AWKWARD, CONTEXT);
        batch.getLabels(0).putScalar(0, 7);
        assertThatThrownBy(() -> graph.score(batch, false)).hasMessage("Invalid target id: 7 (must be below 7)");
    }

    private static void assertGradient(ComputationGraph graph, DecoderSpec spec, MultiDataSet batch) {
        Region gradient = Region.of(gradient(graph, batch));
        Region parameters = Region.of(graph.params());
        double step = 1e-5;
        for (Parameter parameter : spec.parameters()) {
            for (long i = parameter.offset(); i < parameter.end(); i++) {
                int index = (int) i;
                double value = parameters.at(index);
                parameters.put(index, value + step);
                double above = graph.score(batch, false);
                parameters.put(index, value - step);
                double below = graph.score(batch, false);
                parameters.put(index, value);
                double expected = (above - below) / (2 * step) * SEQUENCES;
                assertThat(gradient.at(index))
                        .as("%s, element %d", parameter.name(), i - parameter.offset())
                        .isCloseTo(expected, within(1e-8 + 1e-5 * Math.abs(expected)));
            }
        }
    }

    /** INDArray.equals forgives differences; this does not. */
    private static double[] bits(INDArray array) {
        return array.reshape(new long[] {array.length()}).toDoubleVector();
    }

    private static INDArray gradient(ComputationGraph graph, MultiDataSet batch) {
        graph.setInputs(batch.getFeatures());
        graph.setLabels(batch.getLabels());
        graph.computeGradientAndScore();
        return graph.getFlattenedGradients();
    }

    private static ComputationGraph graph(DecoderSpec spec, DataType type) {
        ComputationGraph graph = new ComputationGraph(configuration(spec, type, new NoOp()));
        graph.init();
        Region parameters = Region.of(graph.params());
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < parameters.length(); i++) {
            parameters.put(i, parameters.at(i) + 0.6 * (random.nextDouble() - 0.5));
        }
        return graph;
    }

    private static ComputationGraphConfiguration configuration(DecoderSpec spec, DataType type, IUpdater updater) {
        return TransformerGraph.configuration(
                spec,
                new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(updater));
    }

    private static MultiDataSet batch(DecoderSpec spec, int context) {
        SplittableRandom random = new SplittableRandom(5);
        int[][] ids = new int[SEQUENCES][context];
        int[][] targets = new int[SEQUENCES][context];
        for (int row = 0; row < SEQUENCES; row++) {
            for (int column = 0; column < context; column++) {
                ids[row][column] = random.nextInt(spec.vocabularySize());
                targets[row][column] = random.nextInt(spec.vocabularySize());
            }
        }
        targets[0][context / 2] = -100;
        return new MultiDataSet(Nd4j.createFromArray(ids), Nd4j.createFromArray(targets));
    }
}
