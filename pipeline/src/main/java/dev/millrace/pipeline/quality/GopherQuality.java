package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's quality rules (arXiv 2112.11446, A1.1), as datatrove reads them (0.10, filters/gopher_quality_filter.py).
 * Rules are tried in its order.
 */
public final class GopherQuality extends Profile {
    public static final String NAME = "gopher-quality-datatrove";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A limit that is absent is not tried; a value equal to its limit passes.
     *
     * @param minimumWords fewest words with a character that is no punctuation
     * @param maximumWords most of them
     * @param minimumMeanLength shortest mean length of those words, in characters
     * @param maximumMeanLength longest
     * @param hashRatio most {@code #} for each word, punctuation counted as words
     * @param ellipsisRatio most {@code ...} and {@code …} for each such word
     * @param bulletLines largest share of lines that start with {@code •} or {@code -}
     * @param ellipsisLines largest share of lines that end with an ellipsis
     * @param alphabeticWords smallest share of words, punctuation counted, with a letter
     * @param minimumStopWords fewest different stop words, case-sensitive
     */
    public record Settings(
            Optional<Double> minimumWords,
            Optional<Double> maximumWords,
            Optional<Double> minimumMeanLength,
            Optional<Double> maximumMeanLength,
            Optional<Double> hashRatio,
            Optional<Double> ellipsisRatio,
            Optional<Double> bulletLines,
            Optional<Double> ellipsisLines,
            Optional<Double> alphabeticWords,
            Optional<Double> minimumStopWords,
            List<String> stopWords,
            WordSplit words)
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
                    Optional.of(.1),
                    Optional.of(.9),
                    Optional.of(.3),
                    Optional.of(.8),
                    Optional.of(2.0),
                    List.of("the", "be", "to", "of", "and", "that", "have", "with"),
                    WordSplit.SPACY_ENGLISH);
        }
    }

    public GopherQuality(Settings settings) {
        super(NAME, settings.words());
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        WordStatistics words = new WordStatistics(settings.stopWords());
        return List.of(
                new Measure("words", text -> words.of(text).plainWords())
                        .reject("too-few-words", BELOW, settings.minimumWords())
                        .reject("too-many-words", ABOVE, settings.maximumWords()),
                new Measure("mean-word-length", text -> words.of(text).meanLength())
                        .reject("short-words", BELOW, settings.minimumMeanLength())
                        .reject("long-words", ABOVE, settings.maximumMeanLength()),
                new Measure("hash-ratio", text -> ratio(Symbols.hashes(text), text))
                        .reject("too-many-hashes", ABOVE, settings.hashRatio()),
                new Measure("ellipsis-ratio", text -> ratio(Symbols.ellipses(text), text))
                        .reject("too-many-ellipses", ABOVE, settings.ellipsisRatio()),
                new Measure("bullet-lines", Symbols::bulletLines)
                        .reject("too-many-bullets", ABOVE, settings.bulletLines()),
                new Measure("ellipsis-lines", Symbols::ellipsisLines)
                        .reject("too-many-end-ellipses", ABOVE, settings.ellipsisLines()),
                new Measure("alphabetic-words", text -> ratio(words.of(text).alphabeticWords(), text))
                        .reject("too-few-alphabetic-words", BELOW, settings.alphabeticWords()),
                new Measure("stop-words", text -> words.of(text).stopWords())
                        .reject("too-few-stop-words", BELOW, settings.minimumStopWords()));
    }

    private static double ratio(int count, MeasuredText text) {
        return text.words().size() == 0 ? 0 : (double) count / text.words().size();
    }
}
