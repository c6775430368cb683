package dev.millrace.trainer.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.feed.PackedShards;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.loop.BatchSettings;
import dev.millrace.trainer.loop.BigramStep;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.loop.GlobalStep;
import dev.millrace.trainer.loop.Recipe;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.metric.Evaluation;
import dev.millrace.trainer.metric.SplitBatches;
import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.ParameterGroups;
import dev.millrace.trainer.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.NoOp;

class SynchronousTrainingMasterTest {
    private static final int VOCABULARY = 16;
    private static final int STEPS = 13;
    private static final int MICRO_BATCHES = 6;

    @TempDir
    private static Path folder;

    private static JavaSparkContext spark;
    private static String shards;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.start("local[2,4]");
        shards = new PackedShards(folder, VOCABULARY, 8)
                .walk("train", 1, 20, 13, 9)
                .walk("validation", 2, 7)
                .done();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 4", "1, 3, 100", "2, 1, 1", "2, 2, 5", "3, 1, 1", "9, 1, 1"})
    void trainsToTheBitsOfASingleProcess(int ranks, int threads, int roundSteps) throws IOException {
        Run run = fit(ranks, threads, roundSteps, 0, Optional.empty(), STEPS);
        Run single = single(STEPS);
        assertThat(run.state.parameters()).containsExactly(single.state.parameters());
        assertThat(run.state.moments().first())
                .containsExactly(single.state.moments().first());
        assertThat(run.state.moments().second())
                .containsExactly(single.state.moments().second());
        assertThat(run.reports).isEqualTo(single.reports);
        assertThat(run.graph).containsExactly(single.state.parameters());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "1, 40", "2, 5", "2, 41"})
    void endsInTheSameBitsAfterATaskWasLost(int ranks, int failAt) throws IOException {
        Run run = fit(ranks, 1, 4, failAt, Optional.empty(), STEPS);
        assertThat(BigramReplica.COMPUTED.get()).isGreaterThan(STEPS * MICRO_BATCHES);
        assertThat(run.state.parameters()).containsExactly(single(STEPS).state.parameters());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12})
    void goesOnFromAnyStepWithAnotherNumberOfRanks(int stop) throws IOException {
        Run first = fit(2, 1, 1, 0, Optional.empty(), stop);
        Run second = fit(1, 2, 3, 0, Optional.of(first.state), STEPS);
        assertThat(second.state.parameters())
                .containsExactly(single(STEPS).state.parameters());
        assertThat(second.state.cursor()).isEqualTo(STEPS * MICRO_BATCHES * 2L);
    }

    @Test
    void keepsReplicasFromRoundToRound() throws IOException {
        fit(1, 2, 1, 0, Optional.empty(), 1);
        int built = BigramReplica.BUILT.get();
        fit(1, 2, 1, 0, Optional.empty(), STEPS);
        assertThat(BigramReplica.BUILT.get()).isEqualTo(built);
    }

    @Test
    void pausesAtMilestones() throws IOException {
        List<Long> pauses = new ArrayList<>();
        Milestones everyFive = new Milestones() {
            @Override
            public long after(long step) {
                return (step / 5 + 1) * 5;
            }

            @Override
            public void step(StepReport report, double seconds) {
                assertThat(seconds).isPositive();
            }

            @Override
            public void reached(TrainingState state) {
                pauses.add(state.step());
            }
        };
        new SparkComputationGraph(
                        spark,
                        graph(),
                        new SynchronousTrainingMaster(settings(1, 1, 100, 0, STEPS), Optional.empty(), everyFive))
                .fitPaths(spark.parallelize(List.of(shards)));
        assertThat(pauses).containsExactly(5L, 10L, 13L);
    }

    @Test
    void tellsDl4jsListenersOfEveryStep() throws IOException {
        List<Integer> iterations = new ArrayList<>();
        SynchronousTrainingMaster master =
                new SynchronousTrainingMaster(settings(1, 1, 4, 0, STEPS), Optional.empty(), Milestones.none());
        SparkComputationGraph network = new SparkComputationGraph(spark, graph(), master);
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                iterations.add(iteration);
            }
        });
        network.fitPaths(spark.parallelize(List.of(shards)));
        assertThat(iterations).hasSize(STEPS).startsWith(1, 2, 3).endsWith(STEPS);
        assertThat(network.getScore())
                .isEqualTo(single(STEPS).reports.get(STEPS - 1).loss());
    }

    @Test
    void refusesWhatIsNoShardFolder() {
        SynchronousTrainingMaster master =
                new SynchronousTrainingMaster(settings(1, 1, 4, 0, STEPS), Optional.empty(), Milestones.none());
        SparkComputationGraph network = new SparkComputationGraph(spark, graph(), master);
        String missing = folder.resolve("missing").toUri().toString();
        assertThatThrownBy(() -> network.fitPaths(spark.parallelize(List.of(missing))))
                .hasMessageEndingWith("missing/manifest.json: is missing; pack shards there first");
        assertThatThrownBy(() -> network.fitPaths(spark.parallelize(List.of("a", "b"))))
                .hasMessage("Invalid paths: [a, b] (must be one folder of token shards)");
        assertThatThrownBy(() -> network.fitMultiDataSet(spark.emptyRDD()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Training on token shards has no use for data sets; call fitPaths with a shard folder");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void evaluatesToTheBitsOfASingleProcess(int ranks) throws IOException {
        float[] parameters = single(STEPS).state.parameters();
        Evaluation evaluation = Evaluate.run(
                spark,
                new RankSettings(Optional.of(ranks), Optional.of(1), 1),
                new BigramReplica(VOCABULARY, 0),
                parameters,
                shards,
                "validation",
                2,
                Optional.empty());
        var split = ShardSet.open(new Configuration(), shards).split("validation");
        try (Replicas replicas = new Replicas(1, () -> new BigramStep(VOCABULARY))) {
            replicas.parameters(parameters);
            assertThat(evaluation)
                    .isEqualTo(SplitBatches.of(split, Optional.empty(), 2).evaluate(replicas, split));
        }
    }

    private static Run fit(int ranks, int threads, int roundSteps, int failAt, Optional<TrainingState> from, int steps)
            throws IOException {
        BigramReplica.COMPUTED.set(0);
        Run run = new Run();
        Milestones recorder = new Milestones() {
            @Override
            public long after(long step) {
                return Long.MAX_VALUE;
            }

            @Override
            public void step(StepReport report, double seconds) {
                run.reports.add(report);
            }

            @Override
            public void reached(TrainingState state) {}
        };
        SynchronousTrainingMaster master =
                new SynchronousTrainingMaster(settings(ranks, threads, roundSteps, failAt, steps), from, recorder);
        SparkComputationGraph network = new SparkComputationGraph(spark, graph(), master);
        network.fitPaths(spark.parallelize(List.of(shards)));
        run.state = master.state().orElseThrow();
        run.graph = new float[VOCABULARY * VOCABULARY];
        FlatVectors.read(network.getNetwork().params(), run.graph);
        return run;
    }

    private static Run single(int steps) throws IOException {
        Run run = new Run();
        SequenceStream stream =
                ShardSet.open(new Configuration(), shards).split("train").shuffled(5);
        run.state = TrainingState.initial(new float[VOCABULARY * VOCABULARY], 2);
        GlobalStep step = new GlobalStep(recipe());
        try (Replicas replicas = new Replicas(1, () -> new BigramStep(VOCABULARY))) {
            for (int i = 0; i < steps; i++) {
                GlobalStep.Done done = step.run(run.state, replicas, stream);
                run.state = done.state();
                run.reports.add(done.report());
            }
        }
        return run;
    }

    private static MasterSettings settings(int ranks, int threads, int roundSteps, int failAt, int steps) {
        return new MasterSettings(
                recipe(),
                new BigramReplica(VOCABULARY, failAt),
                new RankSettings(Optional.of(ranks), Optional.of(threads), roundSteps),
                5,
                steps);
    }

    private static Recipe recipe() {
        return new Recipe(
                new BatchSettings(2, MICRO_BATCHES),
                AdamWSettings.gpt2(),
                ParameterGroups.all(VOCABULARY * VOCABULARY, .1),
                new Clipping.ToNorm(1),
                new Schedule.Cosine(.1, .01, 3, STEPS));
    }

    /** A graph with one V × V table. */
    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "table",
                        new OutputLayer.Builder()
                                .nIn(VOCABULARY)
                                .nOut(VOCABULARY)
                                .hasBias(false)
                                .build(),
                        "in")
                .setOutputs("table")
                .build());
        graph.init();
        graph.params().assign(0);
        return graph;
    }

    private static final class Run {
        private TrainingState state;
        private float[] graph;
        private final List<StepReport> reports = new ArrayList<>();
    }
}
