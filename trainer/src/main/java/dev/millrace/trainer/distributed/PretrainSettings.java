package dev.millrace.trainer.distributed;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.BatchSettings;
import dev.millrace.trainer.loop.GuardSettings;
import dev.millrace.trainer.objective.ObjectiveSettings;
import dev.millrace.trainer.optimise.GroupSettings;
import dev.millrace.trainer.optimise.Grouping;
import dev.millrace.trainer.optimise.OptimiserKeys;
import dev.millrace.trainer.schedule.ScheduleSettings;
import java.util.List;
import java.util.Optional;

/**
 * Settings of {@link Pretrain}.
 *
 * @param seed of first parameters and order of sequences
 * @param steps optimiser steps of the whole run
 * @param clip limit of the gradient's global norm; absent: no clipping
 * @param checkpoints when the run is saved, besides after its last step
 * @param evaluation when the validation split is measured, besides after the last step; absent: never
 * @param ranks how the work spreads over executors
 * @param precision of the operands of large products
 * @param objective what the model learns
 * @param groups parameters that learn at another rate or decay otherwise
 * @param depthRateDecay learning rate of a block by that of the block after it; absent: 1
 * @param guard against steps whose loss or gradient leaps out
 */
public record PretrainSettings(
        long seed,
        long steps,
        BatchSettings batch,
        OptimiserKeys optimiser,
        ScheduleSettings schedule,
        Optional<Double> clip,
        CheckpointSettings checkpoints,
        Optional<EvaluationSettings> evaluation,
        RankSettings ranks,
        Precision precision,
        ObjectiveSettings objective,
        List<GroupSettings> groups,
        Optional<Double> depthRateDecay,
        Optional<GuardSettings> guard) {
    public PretrainSettings {
        positive("steps", steps);
        groups = List.copyOf(groups);
        new Grouping(groups, depthRateDecay); // refuses a decay that cannot be
        if (objective.isOfPairs() && batch.microBatch() % 2 != 0) {
            throw new IllegalArgumentException(
                    "Invalid micro batch: " + batch.microBatch() + " (must be even for next-sentence prediction)");
        }
        schedule.over(steps); // refuses a warm-up longer than the run
        clip.ifPresent(limit -> {
            if (!(limit > 0)) {
                throw new IllegalArgumentException("Invalid clip: " + limit + " (must be > 0)");
            }
        });
    }

    /**
     * @param every steps between two
     * @param keep number that is left of them
     */
    public record CheckpointSettings(long every, int keep) {
        public CheckpointSettings {
            positive("every", every);
            positive("keep", keep);
        }
    }

    /**
     * @param every steps between two
     * @param sequences first of the validation split that are measured; all when absent
     */
    public record EvaluationSettings(long every, Optional<Long> sequences) {
        public EvaluationSettings {
            positive("every", every);
            positive("sequences", sequences.orElse(1L));
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
        }
    }
}
