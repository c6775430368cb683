package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.graph.BatchFacts;
import dev.millrace.trainer.graph.OutputHeadLayer;
import dev.millrace.trainer.graph.TokenEmbeddingLayer;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.layer.Targets;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Every kind of model, whole: its gradient against central differences in float64. */
class ModelGradientTest {
    private static final int SEQUENCES = 2;
    private static final int CONTEXT = Samples.CONTEXT;
    private static final double TOKEN_WEIGHT = .7;
    private static final double CLASS_WEIGHT = .4;

    static Stream<String> models() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void equalsCentralDifferencesForEveryParameter(String name) {
        ModelSpec spec = Samples.all().get(name);
        ComputationGraph graph = graph(spec, DataType.DOUBLE);
        prepare(graph, spec);
        graph.computeGradientAndScore();
        Region gradient = Region.of(graph.getFlattenedGradients().dup('c'));
        assertThat((long) gradient.length()).isEqualTo(spec.parameterCount());
        Region parameters = Region.of(graph.params());
        double step = 1e-5;
        for (Parameter parameter : spec.parameters()) {
            long stride = Math.max(1, parameter.length() / 40);
            for (long i = parameter.offset(); i < parameter.end(); i += stride) {
                int index = (int) i;
                double value = parameters.at(index);
                parameters.put(index, value + step);
                double above = loss(graph);
                parameters.put(index, value - step);
                double below = loss(graph);
                parameters.put(index, value);
                double expected = (above - below) / (2 * step);
                assertThat(gradient.at(index))
                        .as("%s, element %d", parameter.name(), i - parameter.offset())
                        .isCloseTo(expected, within(2e-8 + 2e-5 * Math.abs(expected)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isTheSameInFloat32(String name) {
        ModelSpec spec = Samples.all().get(name);
        ComputationGraph exact = graph(spec, DataType.DOUBLE);
        ComputationGraph single = graph(spec, DataType.FLOAT);
        single.params().assign(exact.params().castTo(DataType.FLOAT));
        prepare(exact, spec);
        prepare(single, spec);
        exact.computeGradientAndScore();
        single.computeGradientAndScore();
        INDArray expected = exact.getFlattenedGradients();
        INDArray difference =
                single.getFlattenedGradients().castTo(DataType.DOUBLE).sub(expected);
        assertThat(difference.norm2Number().doubleValue())
                .isLessThan(5e-6 * Math.max(1, expected.norm2Number().doubleValue()));
    }

    /** The weighted sum that the gradient is of. */
    static double loss(ComputationGraph graph) {
        graph.computeGradientAndScore();
        Losses losses = ((OutputHeadLayer) graph.getOutputLayer(0)).losses();
        if (losses.extras() == 0) {
            boolean classes = losses.count() == SEQUENCES;
            return losses.nats() * (classes ? CLASS_WEIGHT : TOKEN_WEIGHT);
        }
        boolean spans = losses.extras() == 4;
        return losses.nats() * TOKEN_WEIGHT + losses.extraNats() * (spans ? TOKEN_WEIGHT : CLASS_WEIGHT);
    }

    static void prepare(ComputationGraph graph, ModelSpec spec) {
        SplittableRandom random = new SplittableRandom(5);
        int n = SEQUENCES * CONTEXT;
        int[] ids = random.ints(n, 0, spec.vocabularySize()).toArray();
        int[] decoderIds = random.ints(n, 0, spec.vocabularySize()).toArray();
        int[] segments = random.ints(n, 0, 2).toArray();
        int[] tokens = random.ints(n, 0, spec.vocabularySize()).toArray();
        boolean replaced = graph.getOutputLayer(0) instanceof OutputHeadLayer
                && spec.parameters().stream()
                        .anyMatch(p -> p.key().equals(ParameterList.CLASS_WEIGHT) && p.length() == 6);
        for (int i = 0; i < n; i++) {
            tokens[i] = replaced ? tokens[i] % 2 : tokens[i];
            tokens[i] = i % 5 == 3 ? -1 : tokens[i];
        }
        BatchFacts facts = new BatchFacts(new int[] {CONTEXT, CONTEXT - 2}, segments, new int[0], 0, 0);
        ((TokenEmbeddingLayer) graph.getLayer(ParameterList.EMBEDDING)).describe(facts);
        INDArray first = Nd4j.createFromArray(ids).reshape(SEQUENCES, CONTEXT);
        INDArray second = Nd4j.createFromArray(decoderIds).reshape(SEQUENCES, CONTEXT);
        if (spec instanceof EncoderDecoderSpec) {
            graph.setInputs(first, second);
        } else {
            graph.setInputs(first);
        }
        graph.setLabels(first);
        Targets.Boundaries boundaries = new Targets.Boundaries(
                new int[] {1, 2, 9, 10}, new int[] {0, 0, 7, 7}, new int[] {3, 3, 11, 11}, new int[] {0, 1, 1, 2});
        ((OutputHeadLayer) graph.getOutputLayer(0))
                .ask(new Targets(tokens, new int[] {1, 0}, boundaries, TOKEN_WEIGHT, CLASS_WEIGHT));
    }

    static ComputationGraph graph(ModelSpec spec, DataType type) {
        ComputationGraph graph = new ComputationGraph(TransformerGraph.configuration(
                spec,
                new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new NoOp())));
        graph.init();
        assertThat(names(graph))
                .isEqualTo(spec.parameters().stream().map(Parameter::name).toList());
        Region parameters = Region.of(graph.params());
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < parameters.length(); i++) {
            parameters.put(i, parameters.at(i) + 0.6 * (random.nextDouble() - 0.5));
        }
        return graph;
    }

    private static List<String> names(ComputationGraph graph) {
        return List.copyOf(graph.paramTable().keySet());
    }
}
