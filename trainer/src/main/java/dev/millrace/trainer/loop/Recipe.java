package dev.millrace.trainer.loop;

import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.OptimiserSettings;
import dev.millrace.trainer.optimise.ParameterGroups;
import dev.millrace.trainer.schedule.Schedule;
import java.io.Serializable;

/** All that decides what a step does to the parameters, besides the data. */
public record Recipe(
        BatchSettings batch,
        OptimiserSettings optimiser,
        ParameterGroups groups,
        Clipping clipping,
        Schedule schedule,
        Guard guard)
        implements Serializable {

    /** Without a guard. */
    public Recipe(
            BatchSettings batch,
            OptimiserSettings optimiser,
            ParameterGroups groups,
            Clipping clipping,
            Schedule schedule) {
        this(batch, optimiser, groups, clipping, schedule, Guard.none());
    }
}
