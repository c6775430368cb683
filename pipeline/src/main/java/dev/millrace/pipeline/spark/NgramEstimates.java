package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.millrace.pipeline.ngram.Discounts;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Interpolated modified Kneser–Ney smoothing as joins and aggregations, in 64-bit numbers. With a the adjusted count:
 *
 * <p>p(w | h) = (a(hw) − D(a(hw))) / Σ a(h·) + γ(h) · p(w | h without its first word), γ(h) = (Σ D(a(h·)) over kept
 * n-grams + Σ a(h·) over pruned ones) / Σ a(h·); below unigrams stands 1 / V.
 */
final class NgramEstimates {
    /** p. */
    static final String PROBABILITY = "probability";

    /** γ of the n-gram as a context; 1 where it is none. */
    static final String BACKOFF = "backoff";

    private static final String CONTEXT = "context";
    private static final String GAMMA = "gamma";
    private static final String TOTAL = "total";
    private static final String LOWER = "lower";
    private static final String ENDING = "ending";

    private NgramEstimates() {}

    /** n[c]: n-grams whose adjusted count is c, for c = 1 … 4; pruned ones count too. */
    static long[] countsOfCounts(Dataset<Row> counts) {
        long[] n = new long[5];
        for (Row row : counts.where(col(NgramCounts.ADJUSTED).between(1, 4))
                .groupBy(NgramCounts.ADJUSTED)
                .count()
                .collectAsList()) {
            n[(int) row.getLong(0)] = row.getLong(1);
        }
        return n;
    }

    /** Columns context, total and gamma. */
    static Dataset<Row> contexts(Dataset<Row> counts, Discounts discounts, long threshold) {
        Column adjusted = col(NgramCounts.ADJUSTED);
        Column kept = col(NgramCounts.RAW).gt(threshold);
        return counts.withColumn(CONTEXT, expr("substring(" + NgramCounts.GRAM + ", " + (Integer.BYTES + 1) + ")"))
                .groupBy(CONTEXT)
                .agg(
                        sum(adjusted).as(TOTAL),
                        number(kept.and(adjusted.equalTo(1))).as("n1"),
                        number(kept.and(adjusted.equalTo(2))).as("n2"),
                        number(kept.and(adjusted.geq(3))).as("n3"),
                        sum(when(kept, 0L).otherwise(adjusted)).as("pruned"))
                .select(
                        col(CONTEXT),
                        col(TOTAL),
                        col("n1")
                                .multiply(discounts.one())
                                .plus(col("n2").multiply(discounts.two()))
                                .plus(col("n3").multiply(discounts.more()))
                                .plus(col("pruned"))
                                .divide(col(TOTAL))
                                .as(GAMMA));
    }

    private static Column number(Column condition) {
        return sum(when(condition, 1L).otherwise(0L));
    }

    /**
     * Columns gram and probability of the kept n-grams.
     *
     * @param lower the same of the order below, with endings for all kept n-grams
     */
    static Dataset<Row> probabilities(
            Dataset<Row> counts,
            Dataset<Row> contexts,
            Dataset<Row> lower,
            Discounts discounts,
            int order,
            long threshold) {
        Column adjusted = col(NgramCounts.ADJUSTED);
        Column discount = when(adjusted.equalTo(1), discounts.one())
                .when(adjusted.equalTo(2), discounts.two())
                .otherwise(discounts.more());
        return counts.where(col(NgramCounts.RAW).gt(threshold))
                .select(
                        col(NgramCounts.GRAM),
                        adjusted,
                        expr("substring(" + NgramCounts.GRAM + ", " + (Integer.BYTES + 1) + ")")
                                .as("before"),
                        expr("substring(" + NgramCounts.GRAM + ", 1, " + (order - 1) * Integer.BYTES + ")")
                                .as(ENDING))
                .join(contexts, col("before").equalTo(col(CONTEXT)))
                .join(
                        lower.select(
                                col(NgramCounts.GRAM).as("shorter"),
                                col(PROBABILITY).as(LOWER)),
                        col(ENDING).equalTo(col("shorter")))
                .select(
                        col(NgramCounts.GRAM),
                        adjusted.minus(discount)
                                .divide(col(TOTAL))
                                .plus(col(GAMMA).multiply(col(LOWER)))
                                .as(PROBABILITY));
    }

    /** Adds the column backoff, of the contexts of the order above; there are none above the highest. */
    static Dataset<Row> withBackoffs(Dataset<Row> probabilities, Optional<Dataset<Row>> contexts) {
        return contexts.isEmpty()
                ? probabilities.withColumn(BACKOFF, lit(1.0))
                : probabilities
                        .join(
                                contexts.get().select(col(CONTEXT), col(GAMMA)),
                                col(NgramCounts.GRAM).equalTo(col(CONTEXT)),
                                "left")
                        .select(
                                col(NgramCounts.GRAM),
                                col(PROBABILITY),
                                coalesce(col(GAMMA), lit(1.0)).as(BACKOFF));
    }
}
