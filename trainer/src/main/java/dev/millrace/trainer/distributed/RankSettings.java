package dev.millrace.trainer.distributed;

import java.util.Optional;

/**
 * How training spreads over executors; none of it changes a bit of the result.
 *
 * @param ranks tasks that share a global batch; when absent 1 on a local master and one an executor on a cluster
 * @param threads workers of a rank; when absent all of a local master's, or {@code spark.task.cpus} on a cluster
 * @param roundSteps steps that a single rank does within one Spark job
 */
public record RankSettings(Optional<Integer> ranks, Optional<Integer> threads, int roundSteps) {
    public RankSettings {
        positive("ranks", ranks.orElse(1));
        positive("threads", threads.orElse(1));
        positive("round-steps", roundSteps);
    }

    /** One rank an executor, all of its cores, ten steps a round. */
    public static RankSettings defaults() {
        return new RankSettings(Optional.empty(), Optional.empty(), 10);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
        }
    }
}
