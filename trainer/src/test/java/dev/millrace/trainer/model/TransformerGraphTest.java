package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TransformerGraphTest {
    private static final DecoderSpec SPEC = DecoderSpec.gpt2(101, 16, 32, 2, 4);

    /** Drawn by this code on another day; every machine must draw them. */
    private static final float[] FIRST = {-0.009552282f, 0.04854528f, 0.0048247306f, -0.010816194f};

    static Stream<String> models() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void laysItsParametersOutAsTheSpecificationSays(String name) {
        ModelSpec spec = Samples.all().get(name);
        ComputationGraphConfiguration configuration = TransformerGraph.configuration(spec, 1);
        assertLaidOut(configuration, spec);
        assertLaidOut(configuration.clone(), spec);
        assertLaidOut(ComputationGraphConfiguration.fromJson(configuration.toJson()), spec);
    }

    private static void assertLaidOut(ComputationGraphConfiguration configuration, ModelSpec spec) {
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        Map<String, INDArray> table = graph.paramTable();
        assertThat(graph.numParams()).isEqualTo(spec.parameterCount());
        assertThat(table.keySet())
                .containsExactlyElementsOf(
                        spec.parameters().stream().map(Parameter::name).toList());
        for (Parameter parameter : spec.parameters()) {
            assertThat(part(graph, parameter).toFloatVector())
                    .as(parameter.name())
                    .isEqualTo(table.get(parameter.name()).dup('c').data().asFloat());
        }
    }

    @Test
    void drawsFirstParametersAsGpt2Does() {
        ComputationGraph graph = TransformerGraph.create(SPEC, 1);
        for (Parameter parameter : SPEC.parameters()) {
            INDArray values = part(graph, parameter);
            double deviation = values.stdNumber().doubleValue();
            switch (parameter.key()) {
                case "tokens", "qkvWeight", "mlpInWeight" ->
                    assertThat(deviation).isCloseTo(0.02, within(0.001));
                case "attentionOutWeight", "mlpOutWeight" ->
                    assertThat(deviation).isCloseTo(0.01, within(0.0005));
                case "positions" -> assertThat(deviation).isCloseTo(0.02, within(0.002));
                default ->
                    assertThat(values.toFloatVector())
                            .containsOnly(parameter.key().endsWith("Gain") ? 1 : 0);
            }
        }
    }

    @Test
    void drawsTheSameBitsFromTheSameSeed() {
        float[] first = TransformerGraph.initialParameters(SPEC, 1).toFloatMatrix()[0];
        assertThat(first)
                .startsWith(FIRST)
                .isEqualTo(TransformerGraph.create(SPEC, 1).params().toFloatVector());
        assertThat(TransformerGraph.create(SPEC, 2).params().toFloatVector()).isNotEqualTo(first);
    }

    @Test
    void drawsEachTensorFromItsOwnStream() {
        ComputationGraph graph = TransformerGraph.create(SPEC, 1);
        List<Parameter> weights = SPEC.parameters().stream()
                .filter(parameter -> parameter.key().equals("qkvWeight"))
                .toList();
        assertThat(part(graph, weights.get(0)).toFloatVector())
                .isNotEqualTo(part(graph, weights.get(1)).toFloatVector());
    }

    private static INDArray part(ComputationGraph graph, Parameter parameter) {
        return graph.params()
                .reshape(new long[] {graph.numParams()})
                .get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
    }
}
