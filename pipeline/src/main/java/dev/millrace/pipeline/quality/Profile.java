package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.words.WordSplit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A named list of measures with their rules; the first broken one rejects. For one thread at a time. */
final class Profile {
    private final String name;
    private final KeepMeasures keep;
    private final List<Measure> measures;
    private final WordSplit words;

    Profile(String name, KeepMeasures keep, WordSplit words, List<Measure> measures) {
        this.name = name;
        this.keep = keep;
        this.measures = measures;
        this.words = words;
    }

    Outcome judge(Document document) {
        MeasuredText text = MeasuredText.of(document.text(), words);
        SortedMap<String, Double> values = new TreeMap<>();
        Optional<Rejection> rejection = Optional.empty();
        for (Measure measure : measures) {
            if (!measure.judges() && keep == KeepMeasures.NONE) {
                continue;
            }
            double value = measure.of(text);
            values.put(name + "." + measure.name(), value);
            if (rejection.isEmpty()) {
                rejection =
                        measure.broken(value).map(rule -> Rejection.measured(name, rule.name(), value, rule.limit()));
            }
            if (rejection.isPresent() && keep == KeepMeasures.NONE) {
                break;
            }
        }
        Document judged = keep == KeepMeasures.ALL ? document.withMeasures(values) : document;
        return rejection.map(reason -> Outcome.rejected(judged, reason)).orElseGet(() -> Outcome.kept(judged));
    }
}
