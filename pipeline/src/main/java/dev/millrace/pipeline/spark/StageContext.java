package dev.millrace.pipeline.spark;

import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where a stage runs. Spark is started only when a stage has work to do.
 *
 * @param session gives the session, the same one each time
 * @param hadoop settings of the file systems
 * @param output folder that holds one folder for each stage
 * @param partitions of the wide steps; changes no byte of the output
 * @param listener is told how the stages get on
 */
public record StageContext(
        Supplier<SparkSession> session, Configuration hadoop, Path output, int partitions, StageListener listener) {
    public StageContext {
        if (partitions < 1) {
            throw new IllegalArgumentException("Invalid partitions: " + partitions + " (must be > 0)");
        }
    }

    SparkSession spark() {
        return session.get();
    }
}
