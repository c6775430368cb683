package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.spark.CrawlClean;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sources to documents, through the chain of cheap stages. */
public final class CrawlCleanJob {
    public static final String NAME = CrawlClean.STAGE;

    /** Section of what is read. */
    public static final String SOURCE = "source";

    private CrawlCleanJob() {}

    public static Summary run(Run run) {
        SourceSettings source = run.configuration().read(SOURCE, SourceSettings.class);
        ChainSettings settings = run.configuration().read(NAME, ChainSettings.class);
        return StageSummary.documents(
                NAME,
                StageSummary.run(
                        run,
                        NAME,
                        context -> CrawlClean.run(
                                context,
                                source,
                                settings.stageChain(NAME),
                                settings.shards(),
                                configuration(source, settings))));
    }

    /** Where the inputs lie shapes nothing: what they hold is hashed. */
    private static SortedMap<String, String> configuration(SourceSettings source, ChainSettings settings) {
        SortedMap<String, String> all = new TreeMap<>(Canonical.of(settings, NAME));
        all.putAll(Stages.needs(NAME, settings.chain()));
        Canonical.of(source, SOURCE).forEach((key, value) -> {
            if (!key.startsWith(SOURCE + ".inputs")) {
                all.put(key, value);
            }
        });
        return all;
    }
}
