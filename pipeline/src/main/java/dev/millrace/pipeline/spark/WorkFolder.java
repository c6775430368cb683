package dev.millrace.pipeline.spark;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Intermediate results of a stage as files: computed once, whatever is lost later, and with no lineage behind them. */
final class WorkFolder {
    private final Path folder;
    private final StageContext context;

    WorkFolder(Path attempt, StageContext context) {
        this.folder = new Path(attempt, "_work");
        this.context = context;
    }

    /** Writes the rows and gives them back as read from there. */
    Dataset<Row> keep(String name, Dataset<Row> rows) {
        Path path = new Path(folder, name);
        StructType schema = rows.schema();
        rows.write().mode("overwrite").parquet(path.toString());
        return context.spark().read().schema(schema).parquet(path.toString());
    }

    void drop(String name) throws IOException {
        Path path = new Path(folder, name);
        path.getFileSystem(context.hadoop()).delete(path, true);
    }
}
