package dev.millrace.trainer.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.checkpoint.History;
import dev.millrace.trainer.feed.PackedShards;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.BatchSettings;
import dev.millrace.trainer.loop.GuardSettings;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.metric.Evaluation;
import dev.millrace.trainer.objective.ObjectiveSettings;
import dev.millrace.trainer.optimise.OptimiserKeys;
import dev.millrace.trainer.schedule.ScheduleSettings;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PretrainTest {
    private static final ModelSpec MODEL = DecoderSpec.gpt2(32, 16, 32, 2, 2);
    private static final int STEPS = 40;

    @TempDir
    private static Path data;

    private static JavaSparkContext spark;
    private static String shards;
    private static PretrainResult undisturbed;

    @TempDir
    private Path output;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.start("local[2]");
        shards = new PackedShards(data.resolve("tokens"), 32, 16)
                .walk("train", 1, 120, 80)
                .walk("validation", 2, 30)
                .done();
        undisturbed = run(settings(1, 2), data.resolve("undisturbed"), new TrainingObserver() {});
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void learnsFarBelowTheUnigramEntropy() {
        History history = undisturbed.checkpoint().history();
        assertThat(history.steps()).hasSize(STEPS);
        assertThat(history.evaluations()).extracting(History.Evaluated::step).containsExactly(15L, 30L, 40L);
        Evaluation last = history.evaluations().get(2).evaluation();
        assertThat(last.unigramEntropy()).isGreaterThan(3.4);
        assertThat(last.loss()).isLessThan(2);
        assertThat(last.sequences()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2"})
    void endsInTheSameBytesForAnyNumberOfRanksAndThreads(int ranks, int threads) throws IOException {
        PretrainResult result = run(settings(ranks, threads), output, new TrainingObserver() {});
        assertSame(result.checkpoint());
    }

    @ParameterizedTest
    @CsvSource({"3", "10", "17", "39"})
    void endsInTheSameBytesWhenStoppedAfterAStep(int stop) throws IOException {
        assertThatThrownBy(() -> run(settings(1, 2), output, stopAfter(stop))).hasMessage("stopped");
        PretrainResult result = run(settings(2, 1), output, new TrainingObserver() {});
        assertThat(result.began()).isEqualTo((stop - 1L) / 10 * 10);
        assertSame(result.checkpoint());
    }

    /** The guard's window spans checkpoints; all runs here have it, so what it skips must be the same in each. */
    @Test
    void skipsSteps() {
        assertThat(undisturbed.checkpoint().history().steps())
                .extracting(StepReport::outcome)
                .contains(StepReport.Outcome.SKIPPED, StepReport.Outcome.UPDATED);
        assertThat(undisturbed.checkpoint().state().recent().losses()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADAM", "SGD", "LION", "MUON"})
    void endsInTheSameBytesWithEachOptimiser(OptimiserKeys.Kind optimiser) throws IOException {
        Path whole = output.resolve("whole");
        Path stopped = output.resolve("stopped");
        PretrainResult expected = run(settings(1, 2, optimiser), whole, new TrainingObserver() {});
        assertThatThrownBy(() -> run(settings(1, 1, optimiser), stopped, stopAfter(17)))
                .hasMessage("stopped");
        PretrainResult found = run(settings(2, 1, optimiser), stopped, new TrainingObserver() {});
        assertThat(found.began()).isEqualTo(10);
        assertSame(found.checkpoint(), expected.checkpoint());
    }

    @Test
    void findsARunThatIsDone() throws IOException {
        List<Long> told = new ArrayList<>();
        PretrainResult again = run(settings(1, 2), data.resolve("undisturbed"), new TrainingObserver() {
            @Override
            public void begins(long step) {
                told.add(step);
            }
        });
        assertThat(again.wasDone()).isTrue();
        assertThat(told).isEmpty();
        assertSame(again.checkpoint());
    }

    @Test
    void refusesAnotherRunsCheckpoints() {
        PretrainSettings other = new PretrainSettings(
                8,
                STEPS,
                new BatchSettings(4, 4),
                OptimiserKeys.of(OptimiserKeys.Kind.ADAMW),
                ScheduleSettings.constant(3e-3),
                Optional.empty(),
                new PretrainSettings.CheckpointSettings(10, 2),
                Optional.empty(),
                RankSettings.defaults(),
                Precision.FLOAT32,
                ObjectiveSettings.causal(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> run(other, data.resolve("undisturbed"), new TrainingObserver() {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds another run's checkpoints (clip: ToNorm[limit=1.0], None[];")
                .hasMessageContaining("seed: 7, 8")
                .hasMessageEndingWith("; give this run a folder of its own");
    }

    @Test
    void refusesShardsOfAnotherTokenizer() {
        assertThatThrownBy(() -> Pretrain.run(
                        spark,
                        settings(1, 1),
                        MODEL,
                        TokenizerFacts.of("mine"),
                        shards,
                        output.toUri().toString(),
                        new TrainingObserver() {}))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("manifest.json: was packed with tokenizer " + PackedShards.TOKENIZER
                        + " but the model's tokenizer is mine; pack again with the model's tokenizer");
    }

    private static TrainingObserver stopAfter(long step) {
        return new TrainingObserver() {
            @Override
            public void step(StepReport report, double seconds) {
                if (report.step() == step) {
                    throw new IllegalStateException("stopped");
                }
            }
        };
    }

    private static void assertSame(Checkpoint checkpoint) {
        assertSame(checkpoint, undisturbed.checkpoint());
    }

    private static void assertSame(Checkpoint checkpoint, Checkpoint expected) {
        assertThat(checkpoint.state().step()).isEqualTo(STEPS);
        assertThat(checkpoint.state().parameters())
                .containsExactly(expected.state().parameters());
        assertThat(checkpoint.state().moments().first())
                .containsExactly(expected.state().moments().first());
        assertThat(checkpoint.state().moments().second())
                .containsExactly(expected.state().moments().second());
        assertThat(checkpoint.state().recent()).isEqualTo(expected.state().recent());
        assertThat(checkpoint.history()).isEqualTo(expected.history());
    }

    private static PretrainResult run(PretrainSettings settings, Path output, TrainingObserver observer)
            throws IOException {
        return Pretrain.run(
                spark,
                settings,
                MODEL,
                TokenizerFacts.of(PackedShards.TOKENIZER),
                shards,
                output.toUri().toString(),
                observer);
    }

    private static PretrainSettings settings(int ranks, int threads) {
        return settings(ranks, threads, OptimiserKeys.Kind.ADAMW);
    }

    private static PretrainSettings settings(int ranks, int threads, OptimiserKeys.Kind optimiser) {
        return new PretrainSettings(
                7,
                STEPS,
                new BatchSettings(4, 4),
                OptimiserKeys.of(optimiser),
                ScheduleSettings.cosine(1e-2, 1e-3, 5),
                Optional.of(1.),
                new PretrainSettings.CheckpointSettings(10, 2),
                Optional.of(new PretrainSettings.EvaluationSettings(15, Optional.empty())),
                new RankSettings(Optional.of(ranks), Optional.of(threads), 7),
                Precision.FLOAT32,
                ObjectiveSettings.causal(),
                List.of(),
                Optional.empty(),
                Optional.of(new GuardSettings(GuardSettings.Action.SKIP, Optional.of(1.02), Optional.of(1.2), 8)));
    }
}
