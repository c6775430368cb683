package dev.millrace.trainer.distributed;

import dev.millrace.trainer.bench.GemmRate;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.loop.Crew;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** The rate at which the ranks of a run multiply matrices: the limit beside which its steps are told. */
public final class RankRate {
    private static final double WARM_UP = 0.05;
    private static final double SECONDS = 0.25;

    private RankRate() {}

    /**
     * Lets the workers of all ranks multiply for some tenths of a second, where they will train.
     *
     * @param microBatches of a global batch: no more ranks than that share it
     * @param precision of the products
     * @return FLOPs a second of all ranks together, with their cores to themselves: by the workers' CPU time, so that what
     *     else runs meanwhile counts for nothing
     */
    public static double measure(JavaSparkContext spark, RankSettings settings, int microBatches, Precision precision) {
        RankPlan plan = RankPlan.of(spark, settings, microBatches);
        List<Integer> ranks = IntStream.range(0, plan.ranks()).boxed().toList();
        return spark.parallelize(ranks, plan.ranks()).map(rank -> rate(plan.threads(), precision)).collect().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double rate(int threads, Precision precision) {
        try (Crew crew = new Crew(threads);
                GemmRate gemm = new GemmRate(crew, precision)) {
            gemm.measure(WARM_UP);
            return gemm.measure(SECONDS).aCpuSecond() * threads;
        }
    }
}
