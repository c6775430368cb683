package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Rejects documents by what their characters are: shares of letters, digits, punctuation, symbols, by language. */
public final class SymbolShares implements Stage {
    public static final String NAME = "symbols";

    private static final long serialVersionUID = 1L;

    private final OfLanguage all;
    private final HashMap<String, OfLanguage> languages = new HashMap<>();

    /**
     * Shares are of characters that are no white space, 0 to 1; a limit that is absent is not tried.
     *
     * @param minimumLetters smallest share of letters and marks
     * @param maximumDigits largest share of numbers
     * @param maximumPunctuation largest share of punctuation
     * @param maximumSymbols largest share of symbols: mathematical, currency, emoji and the like
     * @param maximumUpperCase largest share of upper case among letters
     * @param maximumWhiteSpace largest share of white space among all characters
     */
    public record Limits(
            Optional<Double> minimumLetters,
            Optional<Double> maximumDigits,
            Optional<Double> maximumPunctuation,
            Optional<Double> maximumSymbols,
            Optional<Double> maximumUpperCase,
            Optional<Double> maximumWhiteSpace)
            implements Serializable {
        private Object writeReplace() {
            return new SettingsForm(this);
        }
    }

    /**
     * Limits of one language, instead of those of all.
     *
     * @param language code as the stage {@code language} gives it
     */
    public record LanguageLimits(String language, Limits limits) implements Serializable {}

    /**
     * @param limits of languages without their own
     * @param languages limits of single languages
     */
    public record Settings(Limits limits, List<LanguageLimits> languages) implements Serializable {
        public Settings {
            languages = List.copyOf(languages);
        }

        /** At least half letters, at most 30 % digits, 30 % punctuation, 10 % symbols, 60 % upper case. */
        public static Settings defaults() {
            return new Settings(
                    new Limits(
                            Optional.of(.5),
                            Optional.of(.3),
                            Optional.of(.3),
                            Optional.of(.1),
                            Optional.of(.6),
                            Optional.empty()),
                    List.of());
        }
    }

    public SymbolShares(Settings settings) {
        all = new OfLanguage(settings.limits());
        settings.languages().forEach(each -> languages.put(each.language(), new OfLanguage(each.limits())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String language = document.attributes().getOrDefault(Document.LANGUAGE, "");
        return languages.getOrDefault(language, all).apply(document);
    }

    /** The rules for the documents of a language. */
    private static final class OfLanguage extends Profile {
        private static final long serialVersionUID = 1L;

        private final Limits limits;

        OfLanguage(Limits limits) {
            super(NAME, WordSplit.WHITESPACE);
            this.limits = limits;
        }

        @Override
        List<Measure> measures() {
            CharacterCounts counts = new CharacterCounts();
            return List.of(
                    new Measure("letters", text -> counts.of(text).letters())
                            .reject("too-few-letters", BELOW, limits.minimumLetters()),
                    new Measure("digits", text -> counts.of(text).digits())
                            .reject("too-many-digits", ABOVE, limits.maximumDigits()),
                    new Measure("punctuation", text -> counts.of(text).punctuation())
                            .reject("too-much-punctuation", ABOVE, limits.maximumPunctuation()),
                    new Measure("symbols", text -> counts.of(text).symbols())
                            .reject("too-many-symbols", ABOVE, limits.maximumSymbols()),
                    new Measure("upper-case", text -> counts.of(text).upperCase())
                            .reject("too-much-upper-case", ABOVE, limits.maximumUpperCase()),
                    new Measure("white-space", text -> counts.of(text).whiteSpace())
                            .reject("too-much-white-space", ABOVE, limits.maximumWhiteSpace()));
        }
    }
}
