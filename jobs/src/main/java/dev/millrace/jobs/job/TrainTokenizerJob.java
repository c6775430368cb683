package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Filter;
import dev.millrace.pipeline.spark.StageReport;
import dev.millrace.pipeline.spark.TokenizerSettings;
import dev.millrace.pipeline.spark.TrainTokenizer;

/** A tokenizer from the filtered documents. */
public final class TrainTokenizerJob {
    public static final String NAME = "train-tokenizer";

    private TrainTokenizerJob() {}

    public static Summary run(Run run) {
        TokenizerSettings settings = run.configuration().read(NAME, TokenizerSettings.class);
        StageReport report = StageSummary.run(
                run,
                NAME,
                context -> TrainTokenizer.run(context, Filter.STAGE, settings, Canonical.of(settings, NAME)));
        Summary summary = new Summary(NAME, report.manifest().ledger().in(), "documents", report.seconds());
        for (var figure : report.manifest().figures().entrySet()) {
            summary = summary.with(figure.getKey(), number(figure.getValue()));
        }
        return StageSummary.marked(summary, report);
    }

    /** Counts come as doubles. */
    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }
}
