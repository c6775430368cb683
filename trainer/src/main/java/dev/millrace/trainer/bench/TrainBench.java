package dev.millrace.trainer.bench;

import dev.millrace.trainer.loop.BatchSettings;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.loop.GlobalStep;
import dev.millrace.trainer.loop.GradientTree;
import dev.millrace.trainer.loop.Recipe;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.model.GraphTrainingStep;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.objective.CausalObjective;
import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.Grouping;
import dev.millrace.trainer.schedule.Schedule;
import dev.millrace.trainer.spec.ModelSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures training steps as a single rank of {@code pretrain} does them: one graph replica a worker, gradients summed,
 * clipped at 1, AdamW. After each step the same workers multiply matrices for a moment, so that a step and its limit
 * are measured under the same conditions.
 */
public final class TrainBench {
    private static final long SEED = 1;
    private static final double RATE = 3e-4;
    private static final double GEMM_SECONDS = 0.1;

    private TrainBench() {}

    /** @param watcher is told how many steps are done, those of the warm-up included */
    public static TrainFigures run(TrainBenchSettings settings, IntConsumer watcher) {
        ModelSpec model = settings.model();
        List<MemoryUse> memory = new ArrayList<>();
        FlatVectors.create(1).close();
        memory.add(MemoryUse.at("libraries"));
        SequenceStream stream = new RandomTokens(model.vocabularySize(), model.context());
        GlobalStep step = new GlobalStep(recipe(settings));
        GradientTree tree = new GradientTree(settings.threads());
        TrainingState state = initial(model);
        memory.add(MemoryUse.at("training state"));
        List<Double> seconds = new ArrayList<>();
        List<Double> cpuSeconds = new ArrayList<>();
        List<GemmRate.Rate> rates = new ArrayList<>();
        double loss = 0;
        try (Replicas replicas = new Replicas(
                        settings.threads(),
                        () -> new GraphTrainingStep(
                                model, CausalObjective.overSequences(), settings.precision(), SEED));
                GemmRate gemm = new GemmRate(replicas.crew(), settings.precision())) {
            memory.add(MemoryUse.at("replicas"));
            for (int done = 0; done < settings.warmup() + settings.steps(); done++) {
                double cpuBegan = cpuSeconds();
                long began = System.nanoTime();
                GlobalStep.Done after = step.run(state, replicas, stream, tree);
                double taken = (System.nanoTime() - began) / 1e9;
                double cpuTaken = cpuSeconds() - cpuBegan;
                state = after.state();
                loss = after.report().loss();
                if (done == 0) {
                    memory.add(MemoryUse.at("first step"));
                }
                GemmRate.Rate rate = gemm.measure(GEMM_SECONDS);
                if (done >= settings.warmup()) {
                    seconds.add(taken);
                    cpuSeconds.add(cpuTaken);
                    rates.add(rate);
                }
                watcher.accept(done + 1);
            }
            memory.add(MemoryUse.at("last step"));
        }
        double flops = new StepFlops(model, settings.sequences()).of(settings.tokens());
        return new TrainFigures(settings.tokens(), flops, seconds, cpuSeconds, rates, loss, memory);
    }

    private static Recipe recipe(TrainBenchSettings settings) {
        AdamWSettings optimiser = AdamWSettings.gpt2();
        return new Recipe(
                new BatchSettings(settings.sequences() / settings.threads(), settings.threads()),
                optimiser,
                Grouping.plain().of(settings.model().parameters(), optimiser.weightDecay()),
                Clipping.to(Optional.of(1.0)),
                new Schedule.Constant(RATE));
    }

    private static TrainingState initial(ModelSpec model) {
        ComputationGraph graph = TransformerGraph.create(model, SEED);
        INDArray first = graph.params();
        float[] parameters = new float[Math.toIntExact(model.parameterCount())];
        FlatVectors.read(first, parameters);
        graph.close();
        return TrainingState.initial(parameters, AdamWSettings.gpt2().moments());
    }

    /** Of the whole process. */
    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean process
                ? process.getProcessCpuTime() / 1e9
                : 0;
    }
}
