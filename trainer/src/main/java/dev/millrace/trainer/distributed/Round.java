package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import java.util.List;

/**
 * What one or more Spark jobs have brought.
 *
 * @param state after the last step
 * @param reports of the steps
 * @param seconds that each step took where it was computed
 */
record Round(TrainingState state, List<StepReport> reports, List<Double> seconds) {}
