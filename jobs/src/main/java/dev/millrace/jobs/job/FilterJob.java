package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Dedupe;
import dev.millrace.pipeline.spark.Filter;
import java.util.SortedMap;
import java.util.TreeMap;

/** Documents through the chain of quality rules and redaction. */
public final class FilterJob {
    public static final String NAME = Filter.STAGE;

    private FilterJob() {}

    public static Summary run(Run run) {
        ChainSettings settings = run.configuration().read(NAME, ChainSettings.class);
        return StageSummary.documents(
                NAME,
                StageSummary.run(
                        run,
                        NAME,
                        context -> Filter.run(
                                context,
                                Dedupe.STAGE,
                                settings.stageChain(NAME),
                                settings.shards(),
                                configuration(settings))));
    }

    private static SortedMap<String, String> configuration(ChainSettings settings) {
        SortedMap<String, String> all = new TreeMap<>(Canonical.of(settings, NAME));
        all.putAll(Stages.needs(NAME, settings.chain()));
        return all;
    }
}
