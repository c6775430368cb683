package dev.millrace.trainer.distributed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.checkpoint.Checkpoints;
import dev.millrace.trainer.checkpoint.RunIdentity;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.loop.Guard;
import dev.millrace.trainer.loop.Recipe;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.model.InitialParameters;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.objective.Objective;
import dev.millrace.trainer.objective.ObjectiveSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.Grouping;
import dev.millrace.trainer.optimise.OptimiserSettings;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;

/**
 * Trains a language model on token shards, from the beginning or from the newest checkpoint, to the last step. A run
 * that was stopped anywhere and goes on, with any number of executors, ends in the same parameter bytes as one that was
 * not.
 */
public final class Pretrain {
    private Pretrain() {}

    /**
     * @param model its architecture
     * @param tokenizer the model's
     * @param shards folder that holds the manifest and the splits
     * @param checkpoints folder of this run's checkpoints, on any file system that Hadoop knows
     * @throws IOException when shards or checkpoints cannot be used, do not fit the model, or belong to another run;
     *     the message begins with the file
     */
    public static PretrainResult run(
            JavaSparkContext spark,
            PretrainSettings settings,
            ModelSpec model,
            TokenizerFacts tokenizer,
            String shards,
            String checkpoints,
            TrainingObserver observer)
            throws IOException {
        Optional<PretrainResult> finished =
                finished(spark.hadoopConfiguration(), settings, model, tokenizer, shards, checkpoints);
        if (finished.isPresent()) {
            return finished.get();
        }
        ShardSet set = ShardSet.open(spark.hadoopConfiguration(), shards);
        Recipe recipe = recipe(settings, model);
        RunIdentity identity = identity(settings, recipe, model, tokenizer, set);
        Checkpoints kept = new Checkpoints(
                spark.hadoopConfiguration(), checkpoints, settings.checkpoints().keep());
        Optional<Checkpoint> newest = kept.newest();
        long began = newest.map(checkpoint -> checkpoint.state().step()).orElse(0L);
        observer.begins(began);
        GraphReplica replicas =
                new GraphReplica(model, objective(settings, set, tokenizer), settings.precision(), settings.seed());
        RunLog log = new RunLog(spark, settings, replicas, identity, shards, kept, newest, observer);
        Optional<TrainingState> from = newest.map(Checkpoint::state);
        MasterSettings master =
                new MasterSettings(recipe, replicas, settings.ranks(), settings.seed(), settings.steps());
        train(spark, master, model, shards, from, log);
        return new PretrainResult(log.last(), began);
    }

    /**
     * What a complete run left, without Spark; empty while there are steps to do.
     *
     * @throws IOException as {@link #run} does
     */
    public static Optional<PretrainResult> finished(
            Configuration hadoop,
            PretrainSettings settings,
            ModelSpec model,
            TokenizerFacts tokenizer,
            String shards,
            String checkpoints)
            throws IOException {
        ShardSet set = ShardSet.open(hadoop, shards);
        ObjectiveSettings objective = settings.objective();
        int shown = set.manifest().context();
        set.require(
                tokenizer.fingerprint(),
                model.vocabularySize() - objective.extraIds(),
                objective.targetContext(shown) <= model.context() ? shown : model.context());
        set.split(ShardManifest.TRAIN);
        if (settings.evaluation().isPresent()) {
            set.split(ShardManifest.VALIDATION);
        }
        Optional<Checkpoint> newest =
                new Checkpoints(hadoop, checkpoints, settings.checkpoints().keep()).newest();
        if (newest.isPresent()) {
            RunIdentity identity = identity(settings, recipe(settings, model), model, tokenizer, set);
            check(newest.get(), identity, settings.steps(), checkpoints);
        }
        return newest.filter(checkpoint -> checkpoint.state().step() == settings.steps())
                .map(checkpoint -> new PretrainResult(checkpoint, settings.steps()));
    }

    /** What a model learns from shards under settings. */
    public static Objective objective(PretrainSettings settings, ShardSet shards, TokenizerFacts tokenizer) {
        ShardManifest manifest = shards.manifest();
        return settings.objective().over(manifest.vocabularySize(), manifest.endOfText(), tokenizer.words());
    }

    private static void train(
            JavaSparkContext spark,
            MasterSettings settings,
            ModelSpec model,
            String shards,
            Optional<TrainingState> from,
            Milestones milestones)
            throws IOException {
        // of two models the one that is kept
        ModelSpec kept = model instanceof ElectraSpec electra ? electra.discriminator() : model;
        ComputationGraph graph = TransformerGraph.create(kept, settings.seed());
        TrainingState begin = from.orElseGet(() -> TrainingState.initial(
                InitialParameters.of(model, settings.seed()),
                settings.recipe().optimiser().moments()));
        try {
            SynchronousTrainingMaster master = new SynchronousTrainingMaster(settings, Optional.of(begin), milestones);
            new SparkComputationGraph(spark, graph, master).fitPaths(spark.parallelize(List.of(shards), 1));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void check(Checkpoint newest, RunIdentity identity, long steps, String folder) throws IOException {
        List<String> differences = newest.identity().differences(identity);
        if (!differences.isEmpty()) {
            throw new IOException(folder + ": holds another run's checkpoints (" + String.join("; ", differences)
                    + "); give this run a folder of its own");
        }
        if (newest.state().step() > steps) {
            throw new IOException(
                    folder + ": holds a checkpoint after step " + newest.state().step() + " but the run has " + steps
                            + " steps; give this run a folder of its own");
        }
    }

    static Recipe recipe(PretrainSettings settings, ModelSpec model) {
        OptimiserSettings optimiser = settings.optimiser().settings();
        return new Recipe(
                settings.batch(),
                optimiser,
                new Grouping(settings.groups(), settings.depthRateDecay())
                        .of(model.parameters(), optimiser.weightDecay()),
                Clipping.to(settings.clip()),
                settings.schedule().over(settings.steps()),
                Guard.of(settings.guard()));
    }

    private static RunIdentity identity(
            PretrainSettings settings, Recipe recipe, ModelSpec model, TokenizerFacts tokenizer, ShardSet shards) {
        SortedMap<String, String> configuration = new TreeMap<>();
        configuration.put("batch", recipe.batch().toString());
        configuration.put("optimiser", recipe.optimiser().toString());
        configuration.put("groups", settings.groups().toString());
        configuration.put("depth rate decay", settings.depthRateDecay().toString());
        configuration.put("guard", settings.guard().toString());
        configuration.put("clip", recipe.clipping().toString());
        configuration.put("schedule", recipe.schedule().toString());
        configuration.put("precision", settings.precision().toString());
        configuration.put("objective", settings.objective().toString());
        configuration.put("shards", shards.fingerprint());
        return new RunIdentity(settings.seed(), tokenizer.fingerprint(), model, configuration);
    }
}
