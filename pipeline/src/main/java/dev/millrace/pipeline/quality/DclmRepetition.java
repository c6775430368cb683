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
 * Gopher's rules against repetition as DCLM's baseline reads them (arXiv 2406.11794; mlfoundations/dclm,
 * content_filters.py, massive_web_repetition_filters), in its order: every occurrence of what repeats counts, shares of
 * characters are of stripped lines or of words, and words are uniseg's without punctuation.
 */
public final class DclmRepetition implements Stage {
    public static final String NAME = "dclm-repetition";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient Profile profile;

    /**
     * Limits are shares, 0 to 1; more is rejected; a limit that is absent is not tried.
     *
     * @param lines share of lines that occur more than once
     * @param paragraphs share of such paragraphs
     * @param lineCharacters the lines' characters
     * @param paragraphCharacters the paragraphs' characters
     * @param topNgrams characters of the commonest n-gram that repeats, all its occurrences
     * @param repeatedNgrams characters of words in n-grams that repeat
     */
    public record Settings(
            Optional<Double> lines,
            Optional<Double> paragraphs,
            Optional<Double> lineCharacters,
            Optional<Double> paragraphCharacters,
            List<GopherRepetition.NgramLimit> topNgrams,
            List<GopherRepetition.NgramLimit> repeatedNgrams,
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
            GopherRepetition.Settings gopher = GopherRepetition.Settings.defaults();
            return new Settings(
                    gopher.lines(),
                    gopher.paragraphs(),
                    gopher.lineCharacters(),
                    gopher.paragraphCharacters(),
                    gopher.topNgrams(),
                    gopher.repeatedNgrams(),
                    WordSplit.UNICODE,
                    KeepMeasures.ALL);
        }
    }

    public DclmRepetition(Settings settings) {
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
        RepeatedSegments lines = new RepeatedSegments(DclmLines::lines);
        RepeatedSegments paragraphs = new RepeatedSegments(DclmLines::paragraphs);
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("lines", text -> lines.of(text).count()).reject("empty", BELOW, Optional.of(1.0)));
        measures.add(new Measure("repeated-lines", text -> lines.of(text).repeatedShare())
                .reject("repeated-lines", ABOVE, settings.lines()));
        measures.add(
                new Measure("repeated-paragraphs", text -> paragraphs.of(text).repeatedShare())
                        .reject("repeated-paragraphs", ABOVE, settings.paragraphs()));
        measures.add(
                new Measure("repeated-line-characters", text -> lines.of(text).repeatedCharacterShare())
                        .reject("repeated-line-characters", ABOVE, settings.lineCharacters()));
        measures.add(new Measure(
                        "repeated-paragraph-characters",
                        text -> paragraphs.of(text).repeatedCharacterShare())
                .reject("repeated-paragraph-characters", ABOVE, settings.paragraphCharacters()));
        for (GopherRepetition.NgramLimit top : settings.topNgrams()) {
            String name = "top-" + top.words() + "-gram";
            measures.add(new Measure(name, text -> share(text.ngrams().longestTopCharacters(top.words()), text))
                    .reject(name, ABOVE, Optional.of(top.limit())));
        }
        for (GopherRepetition.NgramLimit repeated : settings.repeatedNgrams()) {
            String name = "repeated-" + repeated.words() + "-grams";
            measures.add(new Measure(name, text -> share(text.ngrams().coveredCharacters(repeated.words()), text))
                    .reject(name, ABOVE, Optional.of(repeated.limit())));
        }
        return measures;
    }

    private static double share(long characters, MeasuredText text) {
        long all = text.ngrams().wordCharacters();
        return all == 0 ? 0 : (double) characters / all;
    }
}
