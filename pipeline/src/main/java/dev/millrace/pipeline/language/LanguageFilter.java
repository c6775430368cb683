package dev.millrace.pipeline.language;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Judgement;
import dev.millrace.pipeline.stage.Judgements;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Tells each document's language and rejects those that it can't tell surely enough, or that are in a language that is
 * not wanted. Leaves {@link Document#LANGUAGE} and {@link Document#LANGUAGE_SCORE} on kept and rejected alike.
 */
public final class LanguageFilter implements Stage {
    public static final String NAME = "language";
    public static final String UNCERTAIN = "uncertain";
    public static final String NOT_WANTED = "not-wanted";
    public static final String MIXED = "mixed";

    /** Share of the text, by characters, in paragraphs of another language, 0 to 1. */
    public static final String MIXED_SHARE = "language.mixed";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient Identifier identifier;

    /**
     * @param keep codes of the languages to keep, ISO 639-1 or 639-3 where there is none; all when empty
     * @param minimumScore a score must be greater, 0 to 1
     * @param maximumCharacters how much of a text is looked at, from its start
     * @param model place of a fastText model that tells languages; absent for the built-in model
     * @param candidates codes of the languages that a text can be in; all that the model knows when empty
     * @param mixing whether languages of paragraphs are measured as {@value LanguageFilter#MIXED_SHARE}
     * @param maximumMixed largest share of a text in paragraphs of other languages, 0 to 1; absent for any
     */
    public record Settings(
            List<String> keep,
            double minimumScore,
            int maximumCharacters,
            Optional<String> model,
            List<String> candidates,
            boolean mixing,
            Optional<Double> maximumMixed)
            implements Serializable, NeedsFiles {
        public Settings {
            keep = List.copyOf(keep);
            candidates = List.copyOf(candidates);
            if (maximumMixed.filter(limit -> !(limit >= 0 && limit <= 1)).isPresent()) {
                throw new IllegalArgumentException(
                        "Invalid maximum mixed: " + maximumMixed.get() + " (must be 0 to 1)");
            }
            if (!(minimumScore >= 0 && minimumScore < 1)) {
                throw new IllegalArgumentException(
                        "Invalid minimum score: " + minimumScore + " (must be 0 or more, and less than 1)");
            }
            if (maximumCharacters <= 0) {
                throw new IllegalArgumentException(
                        "Invalid maximum characters: " + maximumCharacters + " (must be > 0)");
            }
        }

        /** By the built-in model, any mixing of languages. */
        public Settings(List<String> keep, double minimumScore, int maximumCharacters) {
            this(keep, minimumScore, maximumCharacters, Optional.empty(), List.of(), false, Optional.empty());
        }

        /** All languages, more than .65 (as datatrove), 2,000 characters. */
        public static Settings defaults() {
            return new Settings(List.of(), .65, 2000);
        }

        @Override
        public List<String> files() {
            return model.stream().toList();
        }

        /** Optionals don't travel to executors; what they hold does. */
        private Object writeReplace() {
            return new Travelling(
                    keep,
                    minimumScore,
                    maximumCharacters,
                    model.orElse(null),
                    candidates,
                    mixing,
                    maximumMixed.orElse(null));
        }

        private record Travelling(
                List<String> keep,
                double minimumScore,
                int maximumCharacters,
                String model,
                List<String> candidates,
                boolean mixing,
                Double maximumMixed)
                implements Serializable {
            private Object readResolve() {
                return new Settings(
                        keep,
                        minimumScore,
                        maximumCharacters,
                        Optional.ofNullable(model),
                        candidates,
                        mixing,
                        Optional.ofNullable(maximumMixed));
            }
        }
    }

    public LanguageFilter(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (identifier == null) {
            identifier = Identifier.of(settings);
        }
        Identification found = identifier.identify(document.text());
        Document labelled = document.withAttribute(Document.LANGUAGE, found.language())
                .withMeasure(Document.LANGUAGE_SCORE, found.score());
        boolean sure = found.score() > settings.minimumScore();
        Judgements.tell(new Judgement(NAME, "score", found.score(), ">", settings.minimumScore(), UNCERTAIN, sure));
        if (!sure) {
            return Outcome.rejected(
                    labelled,
                    new Rejection(NAME, UNCERTAIN, found.score(), settings.minimumScore(), found.language(), ""));
        }
        if (!settings.keep().isEmpty() && !settings.keep().contains(found.language())) {
            return Outcome.rejected(labelled, Rejection.because(NAME, NOT_WANTED, found.language()));
        }
        return settings.mixing() || settings.maximumMixed().isPresent()
                ? mixed(labelled, found.language())
                : Outcome.kept(labelled);
    }

    private Outcome mixed(Document labelled, String language) {
        double share = ParagraphLanguages.mixed(labelled.text(), language, settings.minimumScore(), identifier);
        Document measured = labelled.withMeasure(MIXED_SHARE, share);
        settings.maximumMixed()
                .ifPresent(limit ->
                        Judgements.tell(new Judgement(NAME, "mixed", share, "<=", limit, MIXED, !(share > limit))));
        return settings.maximumMixed().filter(limit -> share > limit).isPresent()
                ? Outcome.rejected(
                        measured,
                        Rejection.measured(
                                NAME, MIXED, share, settings.maximumMixed().get()))
                : Outcome.kept(measured);
    }
}
