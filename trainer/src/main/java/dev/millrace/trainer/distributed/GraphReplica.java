package dev.millrace.trainer.distributed;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.model.GraphTrainingStep;
import dev.millrace.trainer.objective.Objective;
import dev.millrace.trainer.spec.ModelSpec;

/**
 * Replicas of a model as a ComputationGraph on host kernels.
 *
 * @param objective what it learns
 * @param precision of products
 * @param seed of masks and dropout
 */
public record GraphReplica(ModelSpec model, Objective objective, Precision precision, long seed)
        implements ReplicaFactory {
    @Override
    public TrainingStep create() {
        return new GraphTrainingStep(model, objective, precision, seed);
    }
}
