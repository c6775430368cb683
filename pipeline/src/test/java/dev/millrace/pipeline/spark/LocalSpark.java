package dev.millrace.pipeline.spark;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** A local session, small and quiet. */
final class LocalSpark implements AutoCloseable {
    private final String master;
    private final int partitions;
    private SparkSession session;

    private LocalSpark(String master, int partitions) {
        this.master = master;
        this.partitions = partitions;
    }

    static LocalSpark of(String master, int partitions) {
        return new LocalSpark(master, partitions);
    }

    SparkSession session() {
        if (session == null) {
            session = SparkSession.builder()
                    .master(master)
                    .config("spark.ui.enabled", "false")
                    .config("spark.sql.shuffle.partitions", partitions)
                    .config("spark.sql.session.timeZone", "UTC")
                    .getOrCreate();
        }
        return session;
    }

    StageContext context(Path output) {
        return context(output, this::session);
    }

    StageContext context(Path output, Supplier<SparkSession> sessions) {
        return new StageContext(
                sessions,
                new Configuration(),
                new org.apache.hadoop.fs.Path(output.toUri()),
                partitions,
                StageListener.NONE);
    }

    @Override
    public void close() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }
}
