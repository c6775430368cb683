package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Rejects what is a list, a notice that the page needs JavaScript, a notice of cookies, or filler text rather than
 * text. Phrases of fifteen languages are known. Lines are those that hold more than white space.
 */
public final class Notices extends Profile {
    public static final String NAME = "notices";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A limit that is absent is not tried.
     *
     * @param listLines largest share of lines that begin with a bullet, or a number or letter with a mark
     * @param javascriptLines largest share of lines that ask for JavaScript
     * @param cookieLines largest share of lines that speak of cookies
     * @param fillerLines most lines with {@code lorem ipsum} or {@code dolor sit amet}
     */
    public record Settings(
            Optional<Double> listLines,
            Optional<Double> javascriptLines,
            Optional<Double> cookieLines,
            Optional<Integer> fillerLines)
            implements Serializable {
        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(Optional.of(.9), Optional.of(.2), Optional.of(.2), Optional.of(0));
        }
    }

    public Notices(Settings settings) {
        super(NAME, WordSplit.WHITESPACE);
        this.settings = settings;
    }

    @Override
    List<Measure> measures() {
        NoticeCounts counts = new NoticeCounts();
        return List.of(
                new Measure("list-lines", text -> counts.of(text).itemShare())
                        .reject("list", ABOVE, settings.listLines()),
                new Measure("javascript-lines", text -> counts.of(text).scriptShare())
                        .reject("javascript-notice", ABOVE, settings.javascriptLines()),
                new Measure("cookie-lines", text -> counts.of(text).cookieShare())
                        .reject("cookie-notice", ABOVE, settings.cookieLines()),
                new Measure("filler-lines", text -> counts.of(text).fillers())
                        .reject("lorem-ipsum", ABOVE, settings.fillerLines().map(Integer::doubleValue)));
    }
}
