package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's quality rules as DCLM's baseline reads them (arXiv 2406.11794; mlfoundations/dclm,
 * baselines/mappers/filters/content_filters.py and dclm_baseline_refinedweb.yaml), in its order. Words stand between
 * white space; stop words are counted at each occurrence, in any case.
 */
public final class DclmQuality extends Profile {
    public static final String NAME = "dclm-quality";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A limit that is absent is not tried; a value equal to its limit passes.
     *
     * @param minimumWords fewest words that begin with a letter or number
     * @param maximumWords most of them
     * @param minimumMeanLength shortest mean length of a word, in characters
     * @param maximumMeanLength longest
     * @param symbolRatio most {@code #}, {@code ...}, {@code . . .} and {@code …} for each word
     * @param bulletLines largest share of lines that start with {@code ●}, {@code •}, {@code *} or {@code -}
     * @param ellipsisLines largest share of lines that end with an ellipsis
     * @param wordsWithoutLetter largest share of words without a letter
     * @param minimumStopWords fewest occurrences of stop words
     * @param stopWords in lower case
     */
    public record Settings(
            Optional<Double> minimumWords,
            Optional<Double> maximumWords,
            Optional<Double> minimumMeanLength,
            Optional<Double> maximumMeanLength,
            Optional<Double> symbolRatio,
            Optional<Double> bulletLines,
            Optional<Double> ellipsisLines,
            Optional<Double> wordsWithoutLetter,
            Optional<Double> minimumStopWords,
            List<String> stopWords)
            implements Serializable {
        public Settings {
            stopWords = List.copyOf(stopWords);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(
                    Optional.of(50.0),
                    Optional.of(100_000.0),
                    Optional.of(3.0),
                    Optional.of(10.0),
                    Optional.of(.1),
                    Optional.of(.9),
                    Optional.of(.3),
                    Optional.of(.2),
                    Optional.of(2.0),
                    List.of("the", "be", "to", "of", "and", "that", "have", "with"));
        }
    }

    public DclmQuality(Settings settings) {
        super(NAME, WordSplit.WHITESPACE);
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        DclmStatistics counted = new DclmStatistics(settings.stopWords());
        return List.of(
                new Measure("words", DclmStatistics::plainWords)
                        .reject("too-few-words", BELOW, settings.minimumWords())
                        .reject("too-many-words", ABOVE, settings.maximumWords()),
                new Measure("mean-word-length", text -> counted.of(text).meanLength(text))
                        .reject("short-words", BELOW, settings.minimumMeanLength())
                        .reject("long-words", ABOVE, settings.maximumMeanLength()),
                new Measure("symbol-ratio", DclmQuality::symbolRatio)
                        .reject("too-many-symbols", ABOVE, settings.symbolRatio()),
                new Measure("bullet-lines", text -> counted.of(text).bulletLines())
                        .reject("too-many-bullets", ABOVE, settings.bulletLines()),
                new Measure("ellipsis-lines", text -> counted.of(text).ellipsisLines())
                        .reject("too-many-end-ellipses", ABOVE, settings.ellipsisLines()),
                new Measure("words-without-letter", text -> counted.of(text).withoutLetter(text))
                        .reject("too-many-words-without-letter", ABOVE, settings.wordsWithoutLetter()),
                new Measure("stop-words", text -> counted.of(text).stopWords())
                        .reject("too-few-stop-words", BELOW, settings.minimumStopWords()));
    }

    /** A text without words has as many symbols as there can be. */
    private static double symbolRatio(MeasuredText text) {
        int words = text.words().size();
        return words == 0 ? 1 : (double) DclmStatistics.symbols(text) / words;
    }
}
