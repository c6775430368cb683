package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.Recipe;

/**
 * Settings of a {@link SynchronousTrainingMaster}.
 *
 * @param recipe what a step does
 * @param replicas builds the model on executors; its parameters lie as the graph's do
 * @param ranks how the work spreads
 * @param seed of the order of sequences
 * @param steps at which the run ends, counted from the beginning
 */
public record MasterSettings(Recipe recipe, ReplicaFactory replicas, RankSettings ranks, long seed, long steps) {
    public MasterSettings {
        if (steps < 1) {
            throw new IllegalArgumentException("Invalid steps: " + steps + " (must be > 0)");
        }
    }
}
