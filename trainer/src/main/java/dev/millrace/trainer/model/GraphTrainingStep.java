package dev.millrace.trainer.model;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.objective.Objective;
import dev.millrace.trainer.spec.ModelSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A ComputationGraph on the host kernels as a training step: one thread, no copy of parameters or gradient. Any number
 * of steps, one a worker thread, may share one parameter array. Memory is kept from step to step.
 */
public final class GraphTrainingStep implements TrainingStep {
    private final ModelGraph graph;
    private final Objective objective;
    private final long parameterCount;
    private final long seed;

    /**
     * A step of the model; its memory is made at the first batch.
     *
     * @param objective what the model learns from packed tokens
     * @param precision of products
     * @param seed of masks and dropout
     */
    public GraphTrainingStep(ModelSpec spec, Objective objective, Precision precision, long seed) {
        this.graph = new ModelGraph(spec, precision, seed);
        this.objective = objective;
        this.parameterCount = spec.parameterCount();
        this.seed = seed;
    }

    /** In float32. */
    public GraphTrainingStep(ModelSpec spec, Objective objective, long seed) {
        this(spec, objective, Precision.FLOAT32, seed);
    }

    @Override
    public long parameterCount() {
        return parameterCount;
    }

    @Override
    public Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient) {
        return loss(graph.gradient(parameters, objective.batch(batch, seed), gradient));
    }

    @Override
    public Loss evaluate(INDArray parameters, TokenBatch batch) {
        return loss(graph.evaluate(parameters, objective.batch(batch, seed)));
    }

    @Override
    public void close() {
        graph.close();
    }

    private static Loss loss(Losses losses) {
        return new Loss(losses.nats(), losses.count(), losses.extraNats(), losses.extras());
    }
}
