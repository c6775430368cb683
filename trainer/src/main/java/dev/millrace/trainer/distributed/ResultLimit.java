package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.GradientTree;
import org.apache.spark.api.java.JavaSparkContext;

/** Checks before a job that what its tasks bring home fits what Spark lets a driver take. */
final class ResultLimit {
    private static final String KEY = "spark.driver.maxResultSize";
    private static final long TASK_LIMIT = Integer.MAX_VALUE;

    private ResultLimit() {}

    /**
     * @param vectors of P float32 that each task returns
     * @throws IllegalStateException naming the setting to raise
     */
    static void check(JavaSparkContext spark, int parameters, int... vectors) {
        if (spark.isLocal()) {
            return; // nothing is serialised
        }
        long total = 0;
        for (int count : vectors) {
            long bytes = (long) count * parameters * Float.BYTES;
            if (bytes > TASK_LIMIT) {
                throw new IllegalStateException("A rank would return " + bytes + " bytes, more than a Spark task can ("
                        + TASK_LIMIT + "); use a power of two of ranks and micro-batches, or a smaller model");
            }
            total += bytes;
        }
        long limit = spark.getConf().getSizeAsBytes(KEY, "1g");
        if (limit > 0 && total > limit) {
            throw new IllegalStateException("Ranks would return " + total + " bytes a job but " + KEY + " is " + limit
                    + "; set it to at least " + (total / (1 << 20) + 1) + "m");
        }
    }

    /** Vectors that each rank of a synchronous step returns. */
    static int[] vectors(RankPlan plan, int microBatches) {
        int[] vectors = new int[plan.ranks()];
        for (int rank = 0; rank < vectors.length; rank++) {
            vectors[rank] = GradientTree.nodes(
                    microBatches, plan.begin(rank, microBatches), plan.begin(rank + 1, microBatches));
        }
        return vectors;
    }
}
