package dev.millrace.jobs.flow;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every job of the flow, one after another; what is done is found so. */
public final class Flow {
    /** Sections of the configuration that the jobs read. */
    public static final List<String> SECTIONS = List.of(
            CrawlCleanJob.SOURCE,
            CrawlCleanJob.NAME,
            DedupeJob.NAME,
            FilterJob.NAME,
            TrainTokenizerJob.NAME,
            TokenizeJob.NAME,
            PretrainJob.MODEL,
            PretrainJob.NAME,
            PretrainJob.BOARD,
            EvaluateJob.NAME,
            GenerateJob.NAME,
            WriteReportJob.NAME,
            "stages");

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

    private Flow() {}

    /**
     * Runs the jobs, says each one's outcome, and prints what came out of it all.
     *
     * @param command of the closing summary
     */
    public static Summary run(Run run, String command, PrintStream out) throws IOException {
        long began = System.nanoTime();
        Map<String, Summary> summaries = new LinkedHashMap<>();
        for (Step step : STEPS) {
            Summary summary = step.run(run);
            RunRecord.write(run, summary);
            run.display().say(summary.line());
            summaries.put(summary.command(), summary);
        }
        ClosingText.print(summaries, out);
        Summary first = summaries.values().iterator().next();
        Summary whole = new Summary(command, first.processed(), first.unit(), (System.nanoTime() - began) / 1e9);
        for (Summary summary : summaries.values()) {
            whole = whole.with(summary.command(), summary.all());
        }
        return summaries.values().stream().allMatch(summary -> summary.work() == Summary.Work.FOUND)
                ? whole.found()
                : whole;
    }
}
