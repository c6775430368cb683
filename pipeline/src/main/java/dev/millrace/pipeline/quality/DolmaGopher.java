package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.quality.RepetitionSettings.NgramLimit;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's rules as Dolma reads them (arXiv 2402.00159; allenai/dolma, python/dolma/taggers/gopher.py, with the limits
 * of configs/dolma-v1_5/mixing/cc-head.yaml, in its order). Words stand between white space; every occurrence of what
 * repeats counts, blank lines too.
 */
public final class DolmaGopher extends Profile {
    public static final String NAME = "dolma-gopher";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A limit that is absent is not tried; a value equal to its limit passes.
     *
     * @param minimumWords fewest words
     * @param maximumWords most of them
     * @param minimumMedianLength shortest median length of a word, in characters
     * @param maximumMedianLength longest
     * @param symbolWords largest share of words with {@code #} or {@code …}
     * @param alphabeticWords smallest share of words with a letter
     * @param minimumStopWords fewest occurrences of stop words, case-sensitive
     * @param bulletLines largest share of lines that start with {@code *} or {@code -}
     * @param ellipsisLines largest share of lines that end with {@code …}
     * @param lines largest share of lines that occur more than once
     * @param lineCharacters their characters, for each character of a word
     * @param topNgrams characters of the commonest n-gram, all its occurrences
     * @param repeatedNgrams characters of n-grams that repeat, of those of all n-grams
     */
    public record Settings(
            Optional<Double> minimumWords,
            Optional<Double> maximumWords,
            Optional<Double> minimumMedianLength,
            Optional<Double> maximumMedianLength,
            Optional<Double> symbolWords,
            Optional<Double> alphabeticWords,
            Optional<Double> minimumStopWords,
            List<String> stopWords,
            Optional<Double> bulletLines,
            Optional<Double> ellipsisLines,
            Optional<Double> lines,
            Optional<Double> lineCharacters,
            List<NgramLimit> topNgrams,
            List<NgramLimit> repeatedNgrams)
            implements Serializable {
        public Settings {
            stopWords = List.copyOf(stopWords);
            topNgrams = List.copyOf(topNgrams);
            repeatedNgrams = List.copyOf(repeatedNgrams);
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
                    Optional.of(.8),
                    Optional.of(2.0),
                    List.of("the", "be", "to", "of", "and", "that", "have", "with"),
                    Optional.of(.9),
                    Optional.of(.3),
                    Optional.of(.3),
                    Optional.of(.3),
                    RepetitionSettings.TOP_NGRAMS,
                    RepetitionSettings.REPEATED_NGRAMS);
        }
    }

    public DolmaGopher(Settings settings) {
        super(NAME, WordSplit.WHITESPACE);
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        DolmaStatistics counted = new DolmaStatistics(settings.stopWords());
        RepeatedSegments lines = new RepeatedSegments(DolmaStatistics::lines);
        List<Measure> measures = new ArrayList<>(List.of(
                new Measure("words", text -> text.words().size())
                        .reject("too-few-words", BELOW, settings.minimumWords())
                        .reject("too-many-words", ABOVE, settings.maximumWords()),
                new Measure("median-word-length", text -> counted.of(text).medianLength())
                        .reject("short-words", BELOW, settings.minimumMedianLength())
                        .reject("long-words", ABOVE, settings.maximumMedianLength()),
                new Measure("symbol-words", text -> ofWords(counted.of(text).symbolWords(), text))
                        .reject("too-many-symbols", ABOVE, settings.symbolWords()),
                new Measure("alphabetic-words", text -> ofWords(counted.of(text).letterWords(), text))
                        .reject("too-few-alphabetic-words", BELOW, settings.alphabeticWords()),
                new Measure("stop-words", text -> counted.of(text).stopWords())
                        .reject("too-few-stop-words", BELOW, settings.minimumStopWords()),
                new Measure("bullet-lines", text -> counted.of(text).bulletLines())
                        .reject("too-many-bullets", ABOVE, settings.bulletLines()),
                new Measure("ellipsis-lines", text -> counted.of(text).ellipsisLines())
                        .reject("too-many-end-ellipses", ABOVE, settings.ellipsisLines()),
                new Measure("repeated-lines", text -> lines.of(text).repeatedShare())
                        .reject("repeated-lines", ABOVE, settings.lines()),
                new Measure(
                                "repeated-line-characters",
                                text -> ofCharacters(lines.of(text).repeatedCharacters(), text))
                        .reject("repeated-line-characters", ABOVE, settings.lineCharacters())));
        measures.addAll(RepetitionSettings.ngrams(
                settings.topNgrams(),
                (text, n) -> ofCharacters(text.ngrams().topWordCharacters(n), text),
                settings.repeatedNgrams(),
                (text, n) -> text.ngrams().repeatedShare(n)));
        return measures;
    }

    private static double ofWords(long count, MeasuredText text) {
        return (double) count / Math.max(text.words().size(), 1);
    }

    private static double ofCharacters(long characters, MeasuredText text) {
        return (double) characters / Math.max(text.ngrams().wordCharacters(), 1);
    }
}
