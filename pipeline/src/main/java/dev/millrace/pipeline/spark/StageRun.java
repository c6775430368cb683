package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageReport.How;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Runs a stage unless it is done: makes it aside, balances its ledger, commits it whole. */
final class StageRun {
    private StageRun() {}

    /**
     * What a stage does in its hidden folder.
     *
     * @param ledger of what was written
     * @param bytes read
     * @param costs seconds of processor time by inner stage
     * @param figures for the manifest
     */
    record Written(Ledger ledger, long bytes, SortedMap<String, Double> costs, SortedMap<String, Double> figures) {
        static Written of(Ledger ledger, long bytes) {
            return new Written(ledger, bytes, new TreeMap<>(), new TreeMap<>());
        }
    }

    /** Makes the stage's files in a hidden folder; hidden files there are not part of the stage. */
    interface Body {
        Written write(Path attempt) throws IOException;
    }

    static StageReport run(
            StageContext context,
            String stage,
            SortedMap<String, String> configuration,
            SortedMap<String, String> inputs,
            Body body) {
        long began = System.nanoTime();
        try {
            String key = StageKey.of(stage, configuration, inputs);
            StageFolder folder = new StageFolder(context, stage);
            Optional<StageManifest> done = folder.committed(key);
            if (done.isPresent()) {
                StageReport report = new StageReport(done.get(), How.FOUND_DONE, seconds(began), 0, new TreeMap<>());
                context.listener().finished(report);
                return report;
            }
            context.listener().started(stage, "tasks");
            Path attempt = folder.begin();
            Written written;
            StageManifest manifest;
            TaskWatch watch = TaskWatch.start(context.spark().sparkContext(), context.listener());
            try {
                written = body.write(attempt);
                written.ledger().balance(stage);
                removeHidden(attempt, context);
                manifest = new StageManifest(
                        stage,
                        key,
                        configuration,
                        inputs,
                        written.ledger(),
                        written.figures(),
                        FileFacts.below(attempt, context));
            } finally {
                watch.stop();
            }
            folder.commit(manifest);
            StageReport report = new StageReport(manifest, How.RAN, seconds(began), written.bytes(), written.costs());
            context.listener().finished(report);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("Stage " + stage + " failed: " + e.getMessage(), e);
        }
    }

    private static void removeHidden(Path attempt, StageContext context) throws IOException {
        FileSystem files = attempt.getFileSystem(context.hadoop());
        for (var status : files.listStatus(attempt)) {
            if (HiddenFiles.isHidden(status.getPath())) {
                files.delete(status.getPath(), true);
            }
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
