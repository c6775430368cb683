package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's rules against repetition (arXiv 2112.11446, table A1), as datatrove reads them (0.10,
 * filters/gopher_repetition_filter.py): only second and later occurrences count, and shares of characters are of the
 * whole text. Rules are tried in its order; an empty text is rejected first.
 */
public final class GopherRepetition implements Stage {
    public static final String NAME = "gopher-repetition-datatrove";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient Profile profile;

    /**
     * Limits are shares, 0 to 1; more is rejected; a limit that is absent is not tried.
     *
     * @param paragraphs share of paragraphs that came before
     * @param paragraphCharacters their characters
     * @param lines share of lines that came before
     * @param lineCharacters their characters
     * @param topNgrams characters of the commonest n-gram, all its occurrences
     * @param repeatedNgrams characters of n-grams that came before
     */
    public record Settings(
            Optional<Double> paragraphs,
            Optional<Double> paragraphCharacters,
            Optional<Double> lines,
            Optional<Double> lineCharacters,
            List<NgramLimit> topNgrams,
            List<NgramLimit> repeatedNgrams,
            WordSplit words,
            KeepMeasures keepMeasures)
            implements Serializable {
        public Settings {
            topNgrams = List.copyOf(topNgrams);
            repeatedNgrams = List.copyOf(repeatedNgrams);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(
                    Optional.of(.3),
                    Optional.of(.2),
                    Optional.of(.3),
                    Optional.of(.2),
                    List.of(new NgramLimit(2, .2), new NgramLimit(3, .18), new NgramLimit(4, .16)),
                    List.of(
                            new NgramLimit(5, .15),
                            new NgramLimit(6, .14),
                            new NgramLimit(7, .13),
                            new NgramLimit(8, .12),
                            new NgramLimit(9, .11),
                            new NgramLimit(10, .1)),
                    WordSplit.SPACY_ENGLISH,
                    KeepMeasures.ALL);
        }
    }

    /**
     * @param words in the n-gram
     * @param limit largest share of characters, 0 to 1
     */
    public record NgramLimit(int words, double limit) implements Serializable {
        public NgramLimit {
            if (words <= 0) {
                throw new IllegalArgumentException("Invalid words: " + words + " (must be > 0)");
            }
        }
    }

    public GopherRepetition(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (profile == null) {
            profile = new Profile(NAME, settings.keepMeasures(), settings.words(), measures());
        }
        return profile.judge(document);
    }

    private List<Measure> measures() {
        Segments paragraphs = new Segments();
        Segments lines = new Segments();
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("characters", MeasuredText::length).reject("empty", BELOW, Optional.of(1.0)));
        measures.add(new Measure(
                        "duplicate-paragraphs",
                        text -> paragraphs.paragraphs(text).duplicateShare())
                .reject("duplicate-paragraphs", ABOVE, settings.paragraphs()));
        measures.add(new Measure(
                        "duplicate-paragraph-characters",
                        text -> share(paragraphs.paragraphs(text).duplicateCharacters(), text))
                .reject("duplicate-paragraph-characters", ABOVE, settings.paragraphCharacters()));
        measures.add(new Measure("duplicate-lines", text -> lines.lines(text).duplicateShare())
                .reject("duplicate-lines", ABOVE, settings.lines()));
        measures.add(new Measure(
                        "duplicate-line-characters",
                        text -> share(lines.lines(text).duplicateCharacters(), text))
                .reject("duplicate-line-characters", ABOVE, settings.lineCharacters()));
        for (NgramLimit top : settings.topNgrams()) {
            String name = "top-" + top.words() + "-gram";
            measures.add(new Measure(name, text -> share(text.ngrams().topCharacters(top.words()), text))
                    .reject(name, ABOVE, Optional.of(top.limit())));
        }
        for (NgramLimit repeated : settings.repeatedNgrams()) {
            String name = "repeated-" + repeated.words() + "-grams";
            measures.add(new Measure(name, text -> share(text.ngrams().repeatedCharacters(repeated.words()), text))
                    .reject(name, ABOVE, Optional.of(repeated.limit())));
        }
        return measures;
    }

    private static double share(long characters, MeasuredText text) {
        return text.length() == 0 ? 0 : (double) characters / text.length();
    }
}
