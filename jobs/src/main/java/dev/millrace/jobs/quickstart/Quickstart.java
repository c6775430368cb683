package dev.millrace.jobs.quickstart;

import dev.millrace.jobs.job.CrawlCleanJob;
import dev.millrace.jobs.job.DedupeJob;
import dev.millrace.jobs.job.EvaluateJob;
import dev.millrace.jobs.job.FilterJob;
import dev.millrace.jobs.job.GenerateJob;
import dev.millrace.jobs.job.PretrainJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.RunRecord;
import dev.millrace.jobs.job.TokenizeJob;
import dev.millrace.jobs.job.TrainTokenizerJob;
import dev.millrace.jobs.job.WriteReportJob;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every job of the flow, one after another; what is done is found so. */
public final class Quickstart {
    public static final String NAME = "quickstart";

    /** Preset over reference.conf. */
    public static final String PRESET = "quickstart.conf";

    /** The preset reads it from there. */
    private static final String CORPUS = "corpus";

    private static final String PROJECT = "conf/quickstart/corpus.xml";
    private static final List<Step> STEPS = List.of(
            CrawlCleanJob::run,
            DedupeJob::run,
            FilterJob::run,
            TrainTokenizerJob::run,
            TokenizeJob::run,
            PretrainJob::run,
            EvaluateJob::run,
            GenerateJob::run,
            WriteReportJob::run);

    private Quickstart() {}

    /**
     * Fetches the pages, runs the jobs, and prints what came out of it.
     *
     * @param home the clone
     * @param maven command that starts Maven
     */
    public static Summary run(Run run, Path home, String maven, PrintStream out)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        new Corpus(home.resolve(PROJECT), maven)
                .fetchInto(Path.of(run.settings().output()).resolve(CORPUS), run.display());
        SortedMap<String, Summary> summaries = new TreeMap<>();
        List<Summary> inOrder = new ArrayList<>();
        for (Step step : STEPS) {
            Summary summary = step.run(run);
            RunRecord.write(run, summary);
            if (summary.work() == Summary.Work.FOUND) {
                run.display().say(summary.line());
            }
            summaries.put(summary.command(), summary);
            inOrder.add(summary);
        }
        ClosingText.print(summaries, out);
        Summary first = inOrder.get(0);
        Summary whole = new Summary(NAME, first.processed(), first.unit(), (System.nanoTime() - began) / 1e9);
        for (Summary summary : inOrder) {
            whole = whole.with(summary.command(), summary.all());
        }
        return inOrder.stream().allMatch(summary -> summary.work() == Summary.Work.FOUND) ? whole.found() : whole;
    }
}
