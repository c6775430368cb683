package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;

/** Where training pauses, and who is told of every step. Called on the driver, in the order of steps. */
public interface Milestones {
    /** The first step after this one at which training pauses; a run ends at its last step in any case. */
    long after(long step);

    /** A step is done; several may be told of at once, at the end of a round. */
    void step(StepReport report, double seconds);

    /** Training pauses after a step that {@link #after} named. The state must not be changed or kept. */
    void reached(TrainingState state);

    /** Neither pauses nor listens. */
    static Milestones none() {
        return new Milestones() {
            @Override
            public long after(long step) {
                return Long.MAX_VALUE;
            }

            @Override
            public void step(StepReport report, double seconds) {}

            @Override
            public void reached(TrainingState state) {}
        };
    }
}
