package dev.millrace.pipeline.spark.report;

import dev.millrace.pipeline.report.JsonReport;
import dev.millrace.pipeline.report.Origin;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.SourceFigures;
import dev.millrace.pipeline.report.TextFigures;
import dev.millrace.pipeline.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Writes {@code report/report.html} and {@code report/report.json} of an output folder, as far as its stages got. */
public final class ReportJob {
    public static final String FOLDER = "report";
    public static final String HTML = "report.html";
    public static final String JSON = "report.json";

    private static final List<String> ARTEFACTS = List.of("tokenizer", "tokens");

    private ReportJob() {}

    /**
     * Gathers and writes.
     *
     * @param output folder of everything that the jobs made
     * @param title of the report
     * @param chains names of each job's stages in their order, by job; what a ledger names beside them is added
     * @throws IOException when a committed file can't be read or the report not be written; the message begins with it
     */
    public static ReportData run(SparkSession spark, Path output, String title, SortedMap<String, List<String>> chains)
            throws IOException {
        ReportData data = gather(spark, output, title, chains);
        write(data, output.getFileSystem(spark.sparkContext().hadoopConfiguration()), new Path(output, FOLDER));
        return data;
    }

    /** The figures, without writing any. */
    static ReportData gather(SparkSession spark, Path output, String title, SortedMap<String, List<String>> chains)
            throws IOException {
        OutputFiles files =
                new OutputFiles(output.getFileSystem(spark.sparkContext().hadoopConfiguration()), output);
        List<Ledger> jobs = new ArrayList<>();
        for (String job : Documents.JOBS) {
            files.ledger(job).ifPresent(jobs::add);
        }
        List<Origin.CommittedStage> committed = new ArrayList<>();
        jobs.forEach(job -> committed.add(job.committed()));
        for (String artefact : ARTEFACTS) {
            files.ledger(artefact).ifPresent(stage -> committed.add(stage.committed()));
        }
        Optional<Documents> documents =
                jobs.isEmpty() ? Optional.empty() : Optional.of(new Documents(spark, output, jobs));
        return new ReportData(
                title,
                new Origin(committed, new TreeMap<>(Map.of("Spark", spark.version()))),
                jobs.stream()
                        .map(job -> job.funnel(chains.getOrDefault(job.stage(), List.of())))
                        .toList(),
                documents.map(RejectionQuery::groups).orElse(List.of()),
                documents.map(TextQuery::figures).orElseGet(TextFigures::none),
                documents.flatMap(DuplicateQuery::figures),
                documents.map(SourceQuery::figures).orElseGet(SourceFigures::none),
                TokenFiles.tokenizer(files),
                TokenFiles.shards(files),
                TrainingFiles.read(files),
                RunFiles.timings(files));
    }

    /** Both files aside, then under their names, so that a reader finds whole ones only. */
    private static void write(ReportData data, FileSystem files, Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        contents.put(HTML, HtmlReport.render(data));
        contents.put(JSON, JsonReport.render(data));
        for (Map.Entry<String, String> entry : contents.entrySet()) {
            Path target = new Path(folder, entry.getKey());
            Path aside = new Path(folder, "." + entry.getKey());
            try (OutputStream out = files.create(aside, true)) {
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
            files.delete(target, false);
            if (!files.rename(aside, target)) {
                throw new IOException(aside + ": cannot be renamed to " + entry.getKey());
            }
        }
    }
}
