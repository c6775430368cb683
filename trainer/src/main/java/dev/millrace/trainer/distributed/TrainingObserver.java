package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.metric.Evaluation;

/** Is told what a run does, on the driver, in the order of steps. */
public interface TrainingObserver {
    /** Training begins after this step: 0, or that of the checkpoint from which it goes on. */
    default void begins(long step) {}

    /** @param seconds that the step took where it was computed; tokens a second are its tokens by them */
    default void step(StepReport report, double seconds) {}

    /** The validation split was measured with the parameters after this step. */
    default void evaluated(long step, Evaluation evaluation) {}

    /** @param folder of the checkpoint */
    default void saved(long step, String folder) {}
}
