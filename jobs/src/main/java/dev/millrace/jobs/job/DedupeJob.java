package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.CrawlClean;
import dev.millrace.pipeline.spark.Dedupe;
import dev.millrace.pipeline.spark.DedupeSettings;

/** Of every cluster of duplicates one document stays. */
public final class DedupeJob {
    public static final String NAME = Dedupe.STAGE;

    private DedupeJob() {}

    public static Summary run(Run run) {
        DedupeSettings settings = run.configuration().read(NAME, DedupeSettings.class);
        return StageSummary.documents(
                NAME,
                StageSummary.run(
                        run,
                        NAME,
                        context -> Dedupe.run(context, CrawlClean.STAGE, settings, Canonical.of(settings, NAME))));
    }
}
