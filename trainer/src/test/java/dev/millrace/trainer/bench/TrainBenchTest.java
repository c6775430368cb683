package dev.millrace.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainBenchTest {
    private static final ModelSpec MODEL = DecoderSpec.gpt2(61, 8, 12, 1, 2);

    @Test
    void measuresStepsAndTheirLimit() {
        List<Integer> told = new ArrayList<>();
        TrainFigures figures = TrainBench.run(new TrainBenchSettings(MODEL, Precision.FLOAT32, 4, 2, 1, 2), told::add);
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(figures.tokens()).isEqualTo(32);
        assertThat(figures.flops()).isEqualTo(new StepFlops(MODEL, 4).of(32));
        assertThat(figures.seconds()).hasSize(2).allMatch(seconds -> seconds > 0);
        assertThat(figures.gemmRates()).hasSize(2).allMatch(rate -> rate.aSecond() > 1e8 && rate.aCpuSecond() > 1e8);
        // random tokens: nothing but their uniform distribution can be learned
        assertThat(figures.loss()).isCloseTo(Math.log(61), within(.3));
        assertThat(figures.share()).isBetween(0., 1.);
        assertThat(figures.shareOfCpuTime()).isBetween(0., 1.);
        assertThat(figures.memory())
                .extracting(MemoryUse::moment)
                .containsExactly("libraries", "training state", "replicas", "first step", "last step");
        assertThat(figures.memory()).isSortedAccordingTo(Comparator.comparingLong(MemoryUse::peak));
        assertThat(figures.memory()).allMatch(use -> use.heap() > 0 && use.heap() < use.resident());
    }

    @Test
    void takesMediansAndTheBest() {
        List<GemmRate.Rate> rates = Stream.of(500., 400., 600.)
                .map(rate -> new GemmRate.Rate(rate, rate / 2))
                .toList();
        List<MemoryUse> memory = List.of(new MemoryUse("a", 30, 20, 10), new MemoryUse("b", 50, 40, 10));
        TrainFigures odd = new TrainFigures(100, 1000, List.of(4., 2., 3.), List.of(8., 5., 6.), rates, 1, memory);
        assertThat(odd.medianSeconds()).isEqualTo(3);
        assertThat(odd.bestTokensPerSecond()).isEqualTo(50);
        assertThat(odd.medianCpuSeconds()).isEqualTo(6);
        assertThat(odd.shareOfCpuTime()).isCloseTo(1000. / 6 / 250, within(1e-12));
        assertThat(odd.peakMemory()).isEqualTo(50);
        assertThat(odd.share()).isCloseTo(1000. / 3 / 500, within(1e-12));
        assertThat(TrainFigures.median(List.of(1., 8., 2., 4.))).isEqualTo(3);
    }

    @Test
    void shapesHaveTheParametersOfTheirPeers() {
        assertThat(BenchShape.GPT2.spec(256).parameterCount()).isEqualTo(5_322_240);
        assertThat(BenchShape.GPT2_LARGE.spec(512).parameterCount()).isEqualTo(23_371_776);
        // without the table of positions that PyTorch's peer carries along unused
        assertThat(BenchShape.LLAMA.spec(256).parameterCount()).isEqualTo(7_276_800 - 256 * 256);
        assertThat(BenchShape.GPT2_LARGE).hasToString("gpt2-large");
    }

    @Test
    void drawsTheSameTokensForTheSameNumber() {
        RandomTokens tokens = new RandomTokens(61, 8);
        int[] ids = tokens.batch(4, 2).ids();
        assertThat(new RandomTokens(61, 8).batch(4, 2).ids()).isEqualTo(ids).hasSize(18);
        assertThat(tokens.batch(4, 2).targets()).isEqualTo(16);
        assertThat(tokens.batch(5, 2).ids()).isNotEqualTo(ids);
    }

    @Test
    void refusesBatchesThatDoNotDivide() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainBenchSettings(MODEL, Precision.FLOAT32, 3, 2, 0, 1))
                .withMessage("Invalid batch: 3 (must be a multiple of the 2 threads)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainBenchSettings(MODEL, Precision.FLOAT32, 2, 2, 0, 0))
                .withMessage("Invalid steps: 0 (must be > 0)");
    }
}
