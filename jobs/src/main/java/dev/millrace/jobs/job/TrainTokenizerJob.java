package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Filter;
import dev.millrace.pipeline.spark.StageReport;
import dev.millrace.pipeline.spark.TokenizerSettings;
import dev.millrace.pipeline.spark.TrainTokenizer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tokenizer from the filtered documents. */
public final class TrainTokenizerJob {
    public static final String NAME = "train-tokenizer";

    private static final int SHOWN_LANGUAGES = 5;

    private TrainTokenizerJob() {}

    public static Summary run(Run run) {
        TokenizerSettings settings = run.configuration().read(NAME, TokenizerSettings.class);
        StageReport report = StageSummary.run(
                run,
                NAME,
                context -> TrainTokenizer.run(context, Filter.STAGE, settings, Canonical.of(settings, NAME)));
        Summary summary = new Summary(NAME, report.manifest().ledger().in(), "documents", report.seconds());
        SortedMap<String, Object> languages = new TreeMap<>();
        for (var figure : report.manifest().figures().entrySet()) {
            if (figure.getKey().contains(TrainTokenizer.OF)) {
                languages.put(figure.getKey(), number(figure.getValue()));
            } else {
                summary = summary.with(figure.getKey(), number(figure.getValue()));
            }
        }
        for (String language : largest(report.manifest().figures())) {
            String name = TrainTokenizer.FERTILITY + TrainTokenizer.OF + language;
            summary = summary.with(name, languages.get(name));
        }
        summary = summary.with("languages", languages);
        return StageSummary.marked(summary, report);
    }

    /** The languages with the most text. */
    private static List<String> largest(SortedMap<String, Double> figures) {
        String prefix = TrainTokenizer.TEXT_BYTES + TrainTokenizer.OF;
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(prefix))
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN_LANGUAGES)
                .map(figure -> figure.getKey().substring(prefix.length()))
                .toList();
    }

    /** Counts come as doubles. */
    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }
}
