package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import dev.millrace.trainer.distributed.GraphReplica;
import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.BatchSettings;
import dev.millrace.trainer.loop.GlobalStep;
import dev.millrace.trainer.loop.Recipe;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.objective.Objective;
import dev.millrace.trainer.objective.ObjectiveSettings;
import dev.millrace.trainer.objective.WordStarts;
import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.ParameterGroups;
import dev.millrace.trainer.schedule.Schedule;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Every objective on the characters of tiny Shakespeare: on its last tenth, a model that saw some of the rest must lose
 * less than the characters' frequencies do, by a margin in nats. ELECTRA's takes longer than a test may; {@link
 * ObjectivesLearnTest} has it on an easier text.
 */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ObjectivesLearnConformanceTest {
    private static final int CONTEXT = 32;
    private static final int BATCHES = 16;
    private static final int BATCH = 16;

    private static int vocabulary;
    private static int[] text;
    private static int trained;
    private static double trivial;

    @BeforeAll
    static void readText() throws IOException {
        Path file = Reference.path("text/tinyshakespeare/input.txt.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String characters = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int[] symbols = characters.chars().distinct().sorted().toArray();
            vocabulary = symbols.length;
            text = characters
                    .chars()
                    .map(character -> Arrays.binarySearch(symbols, character))
                    .toArray();
        }
        trained = text.length * 9 / 10;
        trivial = crossEntropy(Arrays.copyOf(text, trained), Arrays.copyOfRange(text, trained, text.length));
    }

    @ParameterizedTest
    @CsvSource({"CAUSAL, 400, 1", "MASKED, 800, .15", "SPAN_BOUNDARY, 800, .25", "SPAN_CORRUPTION, 400, 1"})
    void beatsFrequencies(ObjectiveSettings.Kind kind, int steps, double margin) {
        Run run = new Run(kind, steps, Precision.FLOAT32);
        assertThat(run.unseen).isLessThan(trivial - margin);
    }

    @Test
    void bfloat16LosesWhatFloat32Loses() {
        assumeThatCode(() -> Kernels.of(DataType.FLOAT, Precision.BFLOAT16)).doesNotThrowAnyException();
        Run exact = new Run(ObjectiveSettings.Kind.CAUSAL, 300, Precision.FLOAT32);
        Run rounded = new Run(ObjectiveSettings.Kind.CAUSAL, 300, Precision.BFLOAT16);
        for (int i = 0; i < exact.losses.size(); i++) {
            double loss = exact.losses.get(i);
            assertThat(rounded.losses.get(i)).as("loss of step " + (i + 1)).isCloseTo(loss, within(.01 * loss));
        }
        assertThat(rounded.losses).isNotEqualTo(exact.losses);
    }

    /** Trains a model, and measures it where it was not trained. */
    private static final class Run {
        private final List<Double> losses = new ArrayList<>();
        private final double unseen;

        Run(ObjectiveSettings.Kind kind, int steps, Precision precision) {
            ObjectiveSettings settings = new ObjectiveSettings(
                    kind,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            ModelSpec spec = ObjectiveModels.spec(settings, vocabulary, CONTEXT);
            Objective objective = settings.over(vocabulary, vocabulary - 1, WordStarts.everywhere(vocabulary));
            GlobalStep step = new GlobalStep(new Recipe(
                    new BatchSettings(BATCH, 2),
                    new AdamWSettings(.9, .99, 1e-8, .01),
                    ParameterGroups.all((int) spec.parameterCount(), .01),
                    new Clipping.ToNorm(1),
                    new Schedule.Cosine(1e-2, 3e-4, 20, steps)));
            TrainingState state = TrainingState.initial(InitialParameters.of(spec, 1), 2);
            try (Replicas replicas = new Replicas(2, new GraphReplica(spec, objective, precision, 1)::create)) {
                for (int i = 0; i < steps; i++) {
                    GlobalStep.Done done = step.run(state, replicas, ObjectivesLearnConformanceTest::windows);
                    losses.add(done.report().loss());
                    state = done.state();
                }
                replicas.parameters(state.parameters());
                unseen = replicas.evaluate(0, BATCHES, ObjectivesLearnConformanceTest::unseen)
                        .sum()
                        .mean();
            }
        }
    }

    /** Windows of the text that is trained on, spread by a prime. */
    private static TokenBatch windows(long first, int count) {
        return batch(
                first,
                count,
                IntStream.range(0, count)
                        .map(row -> (int) ((first + row) * 7919 % (trained - CONTEXT - 1)))
                        .toArray());
    }

    private static TokenBatch unseen(int index) {
        return batch(
                (long) index * BATCH,
                BATCH,
                IntStream.range(0, BATCH)
                        .map(row -> trained + (index * BATCH + row) * CONTEXT)
                        .toArray());
    }

    private static TokenBatch batch(long first, int count, int[] places) {
        int width = CONTEXT + 1;
        int[] ids = new int[count * width];
        int[] lengths = new int[count];
        for (int row = 0; row < count; row++) {
            System.arraycopy(text, places[row], ids, row * width, width);
            lengths[row] = width;
        }
        return new TokenBatch(first, ids, lengths, count, CONTEXT);
    }

    /** Nats an element of what comes later, by the frequencies of what came before. */
    private static double crossEntropy(int[] before, int[] later) {
        double[] counts = new double[vocabulary];
        Arrays.fill(counts, 1);
        for (int id : before) {
            counts[id]++;
        }
        double total = Arrays.stream(counts).sum();
        return -Arrays.stream(later)
                .mapToDouble(id -> Math.log(counts[id] / total))
                .average()
                .orElseThrow();
    }
}
