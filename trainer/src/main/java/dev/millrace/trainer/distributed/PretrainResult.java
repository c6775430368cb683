package dev.millrace.trainer.distributed;

import dev.millrace.trainer.checkpoint.Checkpoint;

/**
 * @param checkpoint after the last step, with the whole run's history
 * @param began step after which this run began; the last step when there was nothing left to do
 */
public record PretrainResult(Checkpoint checkpoint, long began) {
    /** Whether the run was complete before. */
    public boolean wasDone() {
        return began == checkpoint.state().step();
    }
}
