package dev.millrace.trainer.checkpoint;

import dev.millrace.trainer.loop.TrainingState;

/** All that a run needs to go on as if it had not stopped. */
public record Checkpoint(TrainingState state, RunIdentity identity, History history) {}
