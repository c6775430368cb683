package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Dedupe;
import dev.millrace.pipeline.spark.Filter;
import java.io.IOException;
import java.util.SortedMap;

/** Documents through the chain of quality rules and redaction. */
public final class FilterJob {
    public static final String NAME = Filter.STAGE;

    private FilterJob() {}

    public static Summary run(Run run) throws IOException {
        ChainSettings settings = run.configuration().read(NAME, ChainSettings.class);
        SortedMap<String, String> canonical =
                FileDigests.with(Canonical.of(settings, NAME), settings.chain(), run.hadoop());
        return StageSummary.documents(
                NAME,
                StageSummary.run(
                        run,
                        NAME,
                        context -> Filter.run(
                                context,
                                Dedupe.STAGE,
                                Stages.chain(NAME, settings.chain()),
                                settings.shards(),
                                canonical)));
    }
}
