package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.perplexity.PerplexityFilter;
import dev.millrace.pipeline.perplexity.PerplexitySettings;
import dev.millrace.pipeline.spark.MeasurePerplexity;
import dev.millrace.pipeline.spark.NgramSettings;
import java.util.SortedMap;
import java.util.TreeMap;

/** Percentiles of the perplexity of cleaned documents, by language. */
public final class PerplexityCutoffsJob {
    public static final String NAME = "perplexity-cutoffs";

    private PerplexityCutoffsJob() {}

    /** @param input whose kept documents are measured */
    record Settings(NgramSettings.Input input) {}

    public static Summary run(Run run) {
        Settings settings = run.configuration().read(NAME, Settings.class);
        PerplexitySettings stage =
                run.configuration().read("stages." + PerplexityFilter.NAME, PerplexitySettings.class);
        SortedMap<String, String> configuration = new TreeMap<>(Canonical.of(settings, NAME));
        Canonical.of(stage, PerplexityFilter.NAME).forEach((key, value) -> {
            if (key.startsWith(PerplexityFilter.NAME + ".models")) {
                configuration.put(key, value);
            }
        });
        for (String file : stage.modelFiles()) {
            configuration.put(PerplexityFilter.NAME + ".files." + file, ListFile.digest(file));
        }
        return StageFigures.of(
                NAME,
                StageSummary.run(
                        run,
                        NAME,
                        context -> MeasurePerplexity.run(context, settings.input(), stage.models(), configuration)));
    }
}
