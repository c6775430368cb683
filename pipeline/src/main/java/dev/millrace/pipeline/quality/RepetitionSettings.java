package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Limits of what repeats, as shares, 0 to 1; more is rejected; a limit that is absent is not tried. What repeats is each
 * profile's own: second and later occurrences, or all.
 *
 * @param paragraphs share of paragraphs that repeat
 * @param paragraphCharacters their characters
 * @param lines share of lines that repeat
 * @param lineCharacters their characters
 * @param topNgrams characters of the commonest n-gram, all its occurrences
 * @param repeatedNgrams characters of n-grams that repeat
 */
public record RepetitionSettings(
        Optional<Double> paragraphs,
        Optional<Double> paragraphCharacters,
        Optional<Double> lines,
        Optional<Double> lineCharacters,
        List<NgramLimit> topNgrams,
        List<NgramLimit> repeatedNgrams,
        WordSplit words)
        implements Serializable {
    /** Gopher's own (arXiv 2112.11446, table A1). */
    static final List<NgramLimit> TOP_NGRAMS = limits(2, .2, .18, .16);

    static final List<NgramLimit> REPEATED_NGRAMS = limits(5, .15, .14, .13, .12, .11, .1);

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

    public RepetitionSettings {
        topNgrams = List.copyOf(topNgrams);
        repeatedNgrams = List.copyOf(repeatedNgrams);
    }

    private Object writeReplace() {
        return new SettingsForm(this);
    }

    /** Gopher's limits. */
    static RepetitionSettings of(WordSplit words) {
        return new RepetitionSettings(
                Optional.of(.3), Optional.of(.2), Optional.of(.3), Optional.of(.2), TOP_NGRAMS, REPEATED_NGRAMS, words);
    }

    private static List<NgramLimit> limits(int words, double... limits) {
        return IntStream.range(0, limits.length)
                .mapToObj(i -> new NgramLimit(words + i, limits[i]))
                .toList();
    }

    /** Measures of {@code top-n-gram} and {@code repeated-n-grams} with their rules, in that order. */
    static List<Measure> ngrams(
            List<NgramLimit> top, NgramShare topShare, List<NgramLimit> repeated, NgramShare repeatedShare) {
        return Stream.concat(
                        top.stream().map(each -> measure("top-" + each.words() + "-gram", each, topShare)),
                        repeated.stream()
                                .map(each -> measure("repeated-" + each.words() + "-grams", each, repeatedShare)))
                .toList();
    }

    private static Measure measure(String name, NgramLimit limit, NgramShare share) {
        return new Measure(name, text -> share.of(text, limit.words()))
                .reject(name, Bound.ABOVE, Optional.of(limit.limit()));
    }

    /** Share of a text that n-grams of so many words take. */
    @FunctionalInterface
    interface NgramShare {
        double of(MeasuredText text, int words);
    }
}
