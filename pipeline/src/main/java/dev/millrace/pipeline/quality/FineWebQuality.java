package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * FineWeb's own quality rules (arXiv 2406.17557), as datatrove has them (0.10, filters/fineweb_quality_filter.py), on
 * lines that hold more than white space. Rules are tried in its order; a text without such lines is rejected first.
 */
public final class FineWebQuality extends Profile {
    public static final String NAME = "fineweb-quality-datatrove";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A limit that is absent is not tried; a value equal to its limit passes.
     *
     * @param endedLines smallest share of lines whose last character ends sentences
     * @param shortLines largest share of short lines
     * @param shortLineLength most characters of a short line
     * @param duplicateCharacters largest share of characters in lines that came before
     * @param newlineRatio most line feeds for each word, punctuation counted as words
     */
    public record Settings(
            Optional<Double> endedLines,
            Optional<Double> shortLines,
            int shortLineLength,
            Optional<Double> duplicateCharacters,
            Optional<Double> newlineRatio,
            WordSplit words)
            implements Serializable {
        public Settings {
            if (shortLineLength < 0) {
                throw new IllegalArgumentException("Invalid short line length: " + shortLineLength + " (must be >= 0)");
            }
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(
                    Optional.of(.12), Optional.of(.67), 30, Optional.of(.01), Optional.of(.3), WordSplit.SPACY_ENGLISH);
        }
    }

    public FineWebQuality(Settings settings) {
        super(NAME, settings.words());
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        FilledLines lines = new FilledLines(settings.shortLineLength());
        return List.of(
                new Measure("lines", text -> lines.of(text).count()).reject("empty", BELOW, Optional.of(1.0)),
                new Measure("ended-lines", text -> lines.of(text).endedShare())
                        .reject("too-few-ended-lines", BELOW, settings.endedLines()),
                new Measure("short-lines", text -> lines.of(text).shortShare())
                        .reject("too-many-short-lines", ABOVE, settings.shortLines()),
                new Measure("duplicate-line-characters", text -> lines.of(text).duplicateShare())
                        .reject("duplicate-line-characters", ABOVE, settings.duplicateCharacters()),
                new Measure("newline-ratio", FineWebQuality::newlineRatio)
                        .reject("too-many-newlines", ABOVE, settings.newlineRatio()));
    }

    private static double newlineRatio(MeasuredText text) {
        int words = text.words().size();
        return words == 0 ? 0 : (double) FilledLines.feeds(text) / words;
    }
}
