package dev.millrace.jobs.job;

import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.spark.report.ReportJob;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** A page to open and the same figures as JSON, of all that the output folder holds so far. */
public final class WriteReportJob {
    public static final String NAME = "report";

    /** Figure of the summary: where the page is. */
    public static final String PAGE = "page";

    private static final String MADE = "report/.made.json";
    private static final List<String> INPUTS = List.of(
            Artefacts.CRAWL_CLEAN + "/stage.json",
            Artefacts.DEDUPE + "/stage.json",
            Artefacts.FILTER + "/stage.json",
            Artefacts.TOKENIZER + "/stage.json",
            Artefacts.TOKENS + "/stage.json",
            "model/evaluation.json",
            "model/samples.json");

    private WriteReportJob() {}

    /** What the last report showed. */
    record Made(long documents) {}

    public static Summary run(Run run) throws IOException {
        ReportSettings settings = run.configuration().read(NAME, ReportSettings.class);
        long began = System.nanoTime();
        KeyedFile made = new KeyedFile(run.folder(MADE), key(run, settings), run.hadoop());
        Optional<Made> found = made.read(Made.class);
        if (found.isPresent()) {
            return summary(run, found.get(), began).found();
        }
        try (Progress progress = run.display().start(NAME, "documents")) {
            ReportData data =
                    ReportJob.run(run.spark(), new Path(run.settings().output()), settings.title(), chains(run));
            progress.reach(data.documentsIn());
            Made figures = new Made(data.documentsIn());
            made.write(figures);
            return summary(run, figures, began);
        }
    }

    private static SortedMap<String, List<String>> chains(Run run) {
        SortedMap<String, List<String>> chains = new TreeMap<>();
        for (String job : List.of(CrawlCleanJob.NAME, FilterJob.NAME)) {
            chains.put(job, run.configuration().read(job, ChainSettings.class).stages());
        }
        return chains;
    }

    private static String key(Run run, ReportSettings settings) throws IOException {
        Digest digest = new Digest().add(settings.title());
        for (String input : INPUTS) {
            Path file = run.folder(input);
            try (InputStream in = file.getFileSystem(run.hadoop()).open(file)) {
                digest.add(input).add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (FileNotFoundException e) {
                digest.add("");
            }
        }
        return digest.hex();
    }

    private static Summary summary(Run run, Made made, long began) {
        return new Summary(NAME, made.documents(), "documents", (System.nanoTime() - began) / 1e9)
                .with(PAGE, run.folder(ReportJob.FOLDER + "/" + ReportJob.HTML).toString());
    }
}
