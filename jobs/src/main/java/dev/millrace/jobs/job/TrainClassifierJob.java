package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.spark.StageReport;
import dev.millrace.pipeline.spark.TrainClassifier;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A quality classifier from documents that are wanted and documents that are not. */
public final class TrainClassifierJob {
    public static final String NAME = "train-classifier";

    private TrainClassifierJob() {}

    public static Summary run(Run run) {
        TrainClassifierSettings settings = run.configuration().read(NAME, TrainClassifierSettings.class);
        SourceSettings positive = source(run, settings.positive());
        SourceSettings negative = source(run, settings.negative());
        StageReport report = StageSummary.run(
                run,
                NAME,
                context -> TrainClassifier.run(
                        context,
                        positive,
                        negative,
                        Stages.chain(NAME, settings.chain()),
                        settings.classifier(),
                        configuration(positive, settings)));
        Summary summary = new Summary(NAME, report.manifest().ledger().in(), "documents", report.seconds())
                .with("model", run.folder(TrainClassifier.STAGE) + "/" + TrainClassifier.FILE);
        for (var figure : report.manifest().figures().entrySet()) {
            summary = summary.with(figure.getKey(), number(figure.getValue()));
        }
        return StageSummary.marked(summary, report);
    }

    private static SourceSettings source(Run run, List<String> inputs) {
        return run.configuration()
                .with(Definition.list(CrawlCleanJob.SOURCE + ".inputs", inputs))
                .read(CrawlCleanJob.SOURCE, SourceSettings.class);
    }

    /** Where the inputs lie shapes nothing: what they hold is hashed. */
    private static SortedMap<String, String> configuration(SourceSettings source, TrainClassifierSettings settings) {
        SortedMap<String, String> all = new TreeMap<>(Canonical.of(source, CrawlCleanJob.SOURCE));
        all.putAll(Canonical.of(settings, NAME));
        all.putAll(Stages.needs(NAME, settings.chain()));
        all.keySet()
                .removeIf(key -> key.startsWith(CrawlCleanJob.SOURCE + ".inputs")
                        || key.startsWith(NAME + ".positive")
                        || key.startsWith(NAME + ".negative"));
        return all;
    }

    /** Counts come as doubles. */
    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }
}
