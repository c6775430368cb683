package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.NgramSettings;
import dev.millrace.pipeline.spark.TrainNgrams;

/** An n-gram language model from cleaned documents. */
public final class TrainNgramJob {
    public static final String NAME = "train-ngram";

    private TrainNgramJob() {}

    public static Summary run(Run run) {
        NgramSettings settings = run.configuration().read(NAME, NgramSettings.class);
        return StageFigures.of(
                NAME,
                StageSummary.run(
                        run, NAME, context -> TrainNgrams.run(context, settings, Canonical.of(settings, NAME))));
    }
}
