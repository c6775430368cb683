package dev.millrace.pipeline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A stage that is done, as the input of the next one. */
record CommittedStage(StageManifest manifest, String digest, Path folder) {

    /** @throws IllegalStateException with one line when the stage has not been run */
    static CommittedStage of(StageContext context, String stage) {
        try {
            StageFolder folder = new StageFolder(context, stage);
            StageManifest manifest = folder.manifest()
                    .orElseThrow(() -> new IllegalStateException(
                            "No committed stage " + stage + " in " + context.output() + ": run " + stage + " first"));
            return new CommittedStage(manifest, folder.digest(), folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read stage " + stage + ": " + e.getMessage(), e);
        }
    }

    SortedMap<String, String> inputs() {
        return new TreeMap<>(Map.of(manifest.stage(), digest));
    }

    Dataset<Row> kept(SparkSession spark) throws IOException {
        return DocumentFiles.read(spark, folder, DocumentFiles.KEPT);
    }
}
