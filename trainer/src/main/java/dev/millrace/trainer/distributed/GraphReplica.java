package dev.millrace.trainer.distributed;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.model.ElectraTrainingStep;
import dev.millrace.trainer.model.GraphTrainingStep;
import dev.millrace.trainer.objective.Objective;
import dev.millrace.trainer.objective.ReplacedTokenObjective;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.ModelSpec;

/**
 * Replicas of a model as a ComputationGraph on host kernels, of two for ELECTRA.
 *
 * @param objective what it learns
 * @param precision of products
 * @param seed of masks and dropout
 */
public record GraphReplica(ModelSpec model, Objective objective, Precision precision, long seed)
        implements ReplicaFactory {
    @Override
    public TrainingStep create() {
        if (model instanceof ElectraSpec electra) {
            if (!(objective instanceof ReplacedTokenObjective replaced)) {
                throw new IllegalArgumentException("Invalid objective: ELECTRA learns replaced tokens only");
            }
            return new ElectraTrainingStep(electra, replaced, precision, seed);
        }
        return new GraphTrainingStep(model, objective, precision, seed);
    }
}
