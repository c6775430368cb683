package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.TrainingStep;
import java.io.Serializable;

/**
 * Builds replicas of a model on executors. Equal factories build equal replicas: a JVM keeps what it built and uses it
 * for every later task with an equal factory.
 */
public interface ReplicaFactory extends Serializable {
    /** A new replica, used by the calling thread alone. */
    TrainingStep create();
}
