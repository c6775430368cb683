package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Judgements;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.WordSplit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A stage of named measures with their rules; the first broken one rejects, and all are measured nonetheless. */
abstract class Profile implements Stage {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final WordSplit words;
    private transient List<Measure> measures;

    Profile(String name, WordSplit words) {
        this.name = name;
        this.words = words;
    }

    /** Made anew for each thread, in the order in which the rules are tried. */
    abstract List<Measure> measures();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Outcome apply(Document document) {
        if (measures == null) {
            measures = measures();
        }
        MeasuredText text = MeasuredText.of(document.text(), words);
        SortedMap<String, Double> values = new TreeMap<>();
        Optional<Rejection> rejection = Optional.empty();
        for (Measure measure : measures) {
            double value = measure.of(text);
            values.put(name + "." + measure.name(), value);
            if (Judgements.heard()) {
                measure.tell(name, value);
            }
            if (rejection.isEmpty()) {
                rejection =
                        measure.broken(value).map(rule -> Rejection.measured(name, rule.name(), value, rule.limit()));
            }
        }
        if (MeasuredText.large(document.text())) {
            measures = null; // and with them their tables, which have grown with the text
        }
        Document measured = document.withMeasures(values);
        return rejection.map(reason -> Outcome.rejected(measured, reason)).orElseGet(() -> Outcome.kept(measured));
    }
}
