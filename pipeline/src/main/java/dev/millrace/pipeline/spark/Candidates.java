package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Links between documents that share a fingerprint or a band. All that share one are linked to the first of them, so
 * that a band of n documents gives n - 1 links, not n squared.
 */
final class Candidates {
    private Candidates() {}

    /** Distinct rows ({@link ConnectedComponents#NODE}, {@link ConnectedComponents#ROOT}), the node's rank the larger. */
    static Dataset<Row> links(Dataset<Row> ranked) {
        Dataset<Row> fingerprints =
                ranked.select(col("fingerprint").cast("binary").as("key"), col("rank"));
        Dataset<Row> bands = ranked.select(explode(col("bands")).as("key"), col("rank"));
        Dataset<Row> keys = fingerprints.union(bands);
        Dataset<Row> shared = keys.groupBy("key")
                .agg(min("rank").as(ConnectedComponents.ROOT), count(lit(1)).as("documents"))
                .where(col("documents").gt(1))
                .select(col("key").as("shared_key"), col(ConnectedComponents.ROOT));
        return keys.join(shared, col("key").equalTo(col("shared_key")))
                .where(col("rank").gt(col(ConnectedComponents.ROOT)))
                .select(col("rank").as(ConnectedComponents.NODE), col(ConnectedComponents.ROOT))
                .distinct();
    }
}
