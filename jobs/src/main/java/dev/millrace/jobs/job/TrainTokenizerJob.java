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
        return StageFigures.of(NAME, report);
    }
}
