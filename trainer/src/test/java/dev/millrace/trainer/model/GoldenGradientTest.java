package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.objective.CausalObjective;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A small model's loss and gradients against numbers that the float64 kernels gave, whose gradients equal central
 * differences. For each tensor g: its norm, and Σ g_i·cos(i).
 */
class GoldenGradientTest {
    private static final DecoderSpec SPEC = DecoderSpec.gpt2(11, 7, 6, 2, 3, 10, 1e-5);
    private static final double NATS = 29.287893810892733;
    private static final double TOLERANCE = 1e-5;
    private static final Map<String, double[]> GOLDEN = Map.ofEntries(
            Map.entry("embedding_tokens", new double[] {4.217784223e+00, 1.416504862e+00}),
            Map.entry("embedding_positions", new double[] {1.963224999e+00, -6.700747521e-02}),
            Map.entry("block0_attentionNormGain", new double[] {8.424855049e-03, 1.859728501e-03}),
            Map.entry("block0_attentionNormBias", new double[] {8.353984703e-03, 2.048087231e-03}),
            Map.entry("block0_qkvWeight", new double[] {5.513124836e-01, -2.416397749e-01}),
            Map.entry("block0_qkvBias", new double[] {5.611893118e-02, 1.171719344e-02}),
            Map.entry("block0_attentionOutWeight", new double[] {1.195185016e+00, -3.595535856e-01}),
            Map.entry("block0_attentionOutBias", new double[] {5.375622626e-01, 3.592322150e-01}),
            Map.entry("block0_mlpNormGain", new double[] {1.164995342e-02, -1.012957364e-02}),
            Map.entry("block0_mlpNormBias", new double[] {1.309695542e-02, 8.187453093e-03}),
            Map.entry("block0_mlpInWeight", new double[] {9.109657234e-01, -5.876619488e-01}),
            Map.entry("block0_mlpInBias", new double[] {9.255758752e-02, -3.957110856e-02}),
            Map.entry("block0_mlpOutWeight", new double[] {1.081683145e+00, 1.002529231e-01}),
            Map.entry("block0_mlpOutBias", new double[] {1.052444808e+00, 1.122839297e-01}),
            Map.entry("block1_attentionNormGain", new double[] {8.685729930e-03, -4.208531417e-03}),
            Map.entry("block1_attentionNormBias", new double[] {3.919965836e-03, 8.173153733e-04}),
            Map.entry("block1_qkvWeight", new double[] {5.403810162e-01, -6.329140293e-01}),
            Map.entry("block1_qkvBias", new double[] {5.743765118e-02, -2.184598022e-02}),
            Map.entry("block1_attentionOutWeight", new double[] {1.392553273e+00, -1.246561108e+00}),
            Map.entry("block1_attentionOutBias", new double[] {1.071607657e+00, 1.832561022e-03}),
            Map.entry("block1_mlpNormGain", new double[] {1.703455129e-02, 2.387553810e-02}),
            Map.entry("block1_mlpNormBias", new double[] {1.667438038e-02, -4.897701092e-03}),
            Map.entry("block1_mlpInWeight", new double[] {1.002160383e+00, 4.616003812e-01}),
            Map.entry("block1_mlpInBias", new double[] {8.166738053e-02, 5.275761677e-02}),
            Map.entry("block1_mlpOutWeight", new double[] {1.785975983e+00, 7.655325627e-01}),
            Map.entry("block1_mlpOutBias", new double[] {1.001634560e+00, 1.157056762e+00}),
            Map.entry("head_normGain", new double[] {8.938124709e-02, -7.231557714e-02}),
            Map.entry("head_normBias", new double[] {4.643061868e-02, 4.013087758e-02}));

    @Test
    void givesTheLossAndGradientsOfTheFloat64Twin() {
        INDArray parameters = TransformerGraph.initialParameters(SPEC, 9).muli(3);
        INDArray gradient = Nd4j.create(DataType.FLOAT, 1, SPEC.parameterCount());
        try (GraphTrainingStep step = new GraphTrainingStep(SPEC, CausalObjective.overSequences(), 0)) {
            assertThat(step.gradient(parameters, batch(), gradient).nats()).isCloseTo(NATS, within(NATS * TOLERANCE));
        }
        assertThat(GOLDEN).hasSameSizeAs(SPEC.parameters());
        for (Parameter parameter : SPEC.parameters()) {
            double squares = 0;
            double projection = 0;
            for (long i = parameter.offset(); i < parameter.end(); i++) {
                double value = gradient.getDouble(0, i);
                squares += value * value;
                projection += value * Math.cos((double) (i - parameter.offset()));
            }
            double[] golden = GOLDEN.get(parameter.name());
            double tolerance = TOLERANCE * golden[0];
            assertThat(Math.sqrt(squares)).as(parameter.name()).isCloseTo(golden[0], within(tolerance));
            assertThat(projection).as(parameter.name()).isCloseTo(golden[1], within(tolerance));
        }
    }

    /** Id (3t + 5b + t²) mod 11 at place t of sequence b; the second sequence ends with two tokens of filling. */
    private static TokenBatch batch() {
        int[] ids = new int[16];
        for (int sequence = 0; sequence < 2; sequence++) {
            for (int place = 0; place < 8; place++) {
                ids[sequence * 8 + place] = (3 * place + 5 * sequence + place * place) % 11;
            }
        }
        return new TokenBatch(0, ids, new int[] {8, 6}, 2, 7);
    }
}
