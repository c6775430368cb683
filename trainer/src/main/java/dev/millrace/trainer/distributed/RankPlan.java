package dev.millrace.trainer.distributed;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Ranks and their threads for one job, as the cluster is now.
 *
 * @param ranks tasks of the job
 * @param threads workers of each
 */
record RankPlan(int ranks, int threads) implements Serializable {
    /** {@code local}, {@code local[N]}, {@code local[*]}, {@code local[N, failures]}. */
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d{1,9}|\\*)(?:,\\d{1,9})?\\])?");

    /** @param pieces units of work that the job has: no more ranks than that */
    static RankPlan of(JavaSparkContext spark, RankSettings settings, int pieces) {
        int ranks = settings.ranks().orElseGet(() -> executors(spark));
        int threads = settings.threads().orElseGet(() -> cores(spark));
        return new RankPlan(Math.min(ranks, pieces), threads);
    }

    private static int executors(JavaSparkContext spark) {
        // the driver is among those that Spark lists
        return spark.isLocal() ? 1 : Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1);
    }

    private static int cores(JavaSparkContext spark) {
        Matcher local = LOCAL.matcher(spark.master().replace(" ", ""));
        if (!local.matches()) {
            return spark.getConf().getInt("spark.task.cpus", 1);
        }
        String cores = local.group(1);
        if (cores == null) {
            return 1;
        }
        return cores.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores);
    }

    /** First of the pieces that a rank does: ranks have contiguous ranges of nearly one size. */
    int begin(int rank, int pieces) {
        return (int) ((long) pieces * rank / ranks);
    }
}
