package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** mC4's rule of paragraphs (tensorflow/datasets, text/c4_utils.py): enough lines must be long enough. */
public final class C4Paragraphs extends Profile {
    public static final String NAME = "c4-paragraphs";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * @param minimumParagraphs fewest lines that count as paragraphs
     * @param paragraphLength fewest characters of such a line
     */
    public record Settings(int minimumParagraphs, int paragraphLength) implements Serializable {
        public Settings {
            if (minimumParagraphs < 1) {
                throw new IllegalArgumentException(
                        "Invalid minimum paragraphs: " + minimumParagraphs + " (must be > 0)");
            }
            if (paragraphLength < 0) {
                throw new IllegalArgumentException("Invalid paragraph length: " + paragraphLength + " (must be >= 0)");
            }
        }

        public static Settings defaults() {
            return new Settings(3, 200);
        }
    }

    public C4Paragraphs(Settings settings) {
        super(NAME, WordSplit.WHITESPACE);
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        return List.of(new Measure("paragraphs", this::paragraphs)
                .reject("too-few-paragraphs", BELOW, Optional.of((double) settings.minimumParagraphs())));
    }

    private double paragraphs(MeasuredText text) {
        Spans lines = new Spans();
        Lines.splitAtEachFeed(text.chars(), lines);
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            count += text.codePoints(lines.start(i), lines.end(i)) >= settings.paragraphLength() ? 1 : 0;
        }
        return count;
    }
}
