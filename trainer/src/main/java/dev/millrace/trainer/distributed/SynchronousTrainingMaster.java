package dev.millrace.trainer.distributed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.loop.Crew;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;

/**
 * Synchronous data-parallel training as a DL4J TrainingMaster: {@code SparkComputationGraph.fitPaths} with the path of
 * a shard folder trains the graph on its training split until the last step. The parameters after it are the same bits
 * for any number of ranks, threads and steps a round, and whatever tasks were lost and repeated.
 */
public final class SynchronousTrainingMaster extends ShardTrainingMaster {
    private final MasterSettings settings;
    private final Milestones milestones;
    private Optional<TrainingState> state;

    /** @param from where to go on; the graph's own parameters, untrained, when absent */
    public SynchronousTrainingMaster(MasterSettings settings, Optional<TrainingState> from, Milestones milestones) {
        this.settings = settings;
        this.state = from;
        this.milestones = milestones;
    }

    /** Where training stands: parameters and optimiser state; absent before anything was trained. */
    public Optional<TrainingState> state() {
        return state;
    }

    @Override
    public void executeTrainingPaths(
            SparkDl4jMultiLayer layers,
            SparkComputationGraph network,
            JavaRDD<String> paths,
            DataSetLoader loader,
            MultiDataSetLoader multiLoader) {
        if (network == null) {
            throw new UnsupportedOperationException("A MultiLayerNetwork cannot be trained on token shards");
        }
        List<String> folders = paths.collect();
        if (folders.size() != 1) {
            throw new IllegalArgumentException("Invalid paths: " + folders + " (must be one folder of token shards)");
        }
        JavaSparkContext spark = network.getSparkContext();
        Broadcast<SerializableConfiguration> hadoop =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        try {
            ShardSet shards = ShardSet.open(spark.hadoopConfiguration(), folders.get(0));
            shards.split(ShardManifest.TRAIN);
            RunSetup setup = new RunSetup(
                    settings.replicas(),
                    settings.recipe(),
                    Feed.of(folders.get(0), shards, ShardManifest.TRAIN),
                    settings.seed(),
                    hadoop);
            train(spark, network, setup);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            hadoop.destroy();
        }
    }

    private void train(JavaSparkContext spark, SparkComputationGraph network, RunSetup setup) {
        TrainingState at = state.orElseGet(() ->
                initial(network.getNetwork(), settings.recipe().optimiser().moments()));
        try (Crew crew = new Crew(Runtime.getRuntime().availableProcessors())) {
            while (at.step() < settings.steps()) {
                long pause = Math.min(settings.steps(), milestones.after(at.step()));
                Round round = round(spark, setup, at, pause, crew);
                at = round.state();
                state = Optional.of(at);
                tell(network, round);
                if (at.step() == pause) {
                    milestones.reached(at);
                }
            }
        }
        state = Optional.of(at);
        FlatVectors.writeFirst(at.parameters(), network.getNetwork().params());
    }

    private Round round(JavaSparkContext spark, RunSetup setup, TrainingState at, long pause, Crew crew) {
        RankPlan plan =
                RankPlan.of(spark, settings.ranks(), settings.recipe().batch().microBatches());
        if (plan.ranks() > 1) {
            return SharedStep.run(spark, setup, plan, at, crew);
        }
        int steps = (int) Math.min(settings.ranks().roundSteps(), pause - at.step());
        return SingleRankRound.run(spark, setup, plan, at, steps);
    }

    private void tell(SparkComputationGraph network, Round round) {
        ComputationGraph graph = network.getNetwork();
        FlatVectors.writeFirst(round.state().parameters(), graph.params());
        for (int i = 0; i < round.reports().size(); i++) {
            StepReport report = round.reports().get(i);
            network.setScore(report.loss());
            graph.setScore(report.loss());
            graph.getConfiguration().setIterationCount(Math.toIntExact(report.step()));
            for (TrainingListener listener : listeners()) {
                listener.iterationDone(graph, graph.getIterationCount(), graph.getEpochCount());
            }
            milestones.step(report, round.seconds().get(i));
        }
    }

    private static TrainingState initial(ComputationGraph graph, int moments) {
        float[] parameters = new float[Math.toIntExact(graph.numParams())];
        FlatVectors.read(graph.params(), parameters);
        return TrainingState.initial(parameters, moments);
    }
}
