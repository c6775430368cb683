package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.model.GraphTrainingStep;
import dev.millrace.trainer.spec.ModelSpec;

/** Replicas of a model as a ComputationGraph on host kernels. */
public record GraphReplica(ModelSpec model) implements ReplicaFactory {
    @Override
    public TrainingStep create() {
        return new GraphTrainingStep(model);
    }
}
