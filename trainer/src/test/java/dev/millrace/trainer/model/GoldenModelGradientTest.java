package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The loss and gradients of every kind of model against numbers that the float64 kernels gave on the day when the models
 * that transformers has too agreed with its. For each tensor g: its norm, and Σ g_i·cos(i).
 */
class GoldenModelGradientTest {
    private static final double TOLERANCE = 2e-5;

    static Stream<String> models() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheLossAndGradientsOfTheFloat64Twin(String name) throws IOException {
        ModelSpec spec = Samples.all().get(name);
        Map<String, double[]> golden = golden(name);
        assertThat(golden).hasSize(spec.parameters().size() + 1);
        ComputationGraph graph = ModelGradientTest.graph(spec, DataType.FLOAT);
        ModelGradientTest.prepare(graph, spec);
        double loss = golden.get("loss")[0];
        assertThat(ModelGradientTest.loss(graph)).isCloseTo(loss, within(TOLERANCE * loss));
        Region gradient = Region.of(graph.getFlattenedGradients().dup('c'));
        double largest =
                golden.values().stream().mapToDouble(all -> all[0]).max().orElseThrow();
        for (Parameter parameter : spec.parameters()) {
            double[] expected = golden.get(parameter.name());
            double[] actual = summary(gradient, parameter);
            double tolerance = TOLERANCE * expected[0] + 1e-7 * largest;
            assertThat(actual[0]).as(parameter.name()).isCloseTo(expected[0], within(tolerance));
            assertThat(actual[1]).as(parameter.name()).isCloseTo(expected[1], within(tolerance));
        }
    }

    private static double[] summary(Region gradient, Parameter parameter) {
        double squares = 0;
        double projection = 0;
        for (int i = 0; i < parameter.length(); i++) {
            double value = gradient.at((int) parameter.offset() + i);
            squares += value * value;
            projection += value * Math.cos(i);
        }
        return new double[] {Math.sqrt(squares), projection};
    }

    /** Lines of model, parameter, norm and projection; of the loss as if it were a parameter. */
    private static Map<String, double[]> golden(String model) throws IOException {
        try (InputStream in = GoldenModelGradientTest.class.getResourceAsStream("golden-gradients.txt")) {
            Map<String, double[]> golden = new HashMap<>();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            for (String line : lines) {
                String[] fields = line.split(" ");
                if (fields[0].equals(model)) {
                    golden.put(fields[1], new double[] {Double.parseDouble(fields[2]), Double.parseDouble(fields[3])});
                }
            }
            return golden;
        }
    }
}
