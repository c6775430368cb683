package dev.millrace.trainer.loop;

import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.Clipping;
import dev.millrace.trainer.optimise.DecayRanges;
import dev.millrace.trainer.schedule.Schedule;
import java.io.Serializable;

/** All that decides what a step does to the parameters, besides the data. */
public record Recipe(
        BatchSettings batch, AdamWSettings optimiser, DecayRanges decay, Clipping clipping, Schedule schedule)
        implements Serializable {}
