package dev.millrace.pipeline.language;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.List;

/**
 * Tells each document's language and rejects those that it can't tell surely enough, or that are in a language that is
 * not wanted. Leaves {@link Document#LANGUAGE} and {@link Document#LANGUAGE_SCORE} on kept and rejected alike.
 */
public final class LanguageFilter implements Stage {
    public static final String NAME = "language";
    public static final String UNCERTAIN = "uncertain";
    public static final String NOT_WANTED = "not-wanted";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient LanguageIdentifier identifier;

    /**
     * @param keep codes of the languages to keep, ISO 639-1 or 639-3 where there is none; all when empty
     * @param minimumScore a score must be greater, 0 to 1
     * @param maximumCharacters how much of a text is looked at, from its start
     */
    public record Settings(List<String> keep, double minimumScore, int maximumCharacters) implements Serializable {
        public Settings {
            keep = List.copyOf(keep);
            if (!(minimumScore >= 0 && minimumScore < 1)) {
                throw new IllegalArgumentException(
                        "Invalid minimum score: " + minimumScore + " (must be 0 or more, and less than 1)");
            }
            if (maximumCharacters <= 0) {
                throw new IllegalArgumentException(
                        "Invalid maximum characters: " + maximumCharacters + " (must be > 0)");
            }
        }

        /** All languages, more than .65 (as datatrove), 2,000 characters. */
        public static Settings defaults() {
            return new Settings(List.of(), .65, 2000);
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
            identifier = new LanguageIdentifier(settings.maximumCharacters());
        }
        Identification found = identifier.identify(document.text());
        Document labelled = document.withAttribute(Document.LANGUAGE, found.language())
                .withMeasure(Document.LANGUAGE_SCORE, found.score());
        if (!(found.score() > settings.minimumScore())) {
            return Outcome.rejected(
                    labelled,
                    new Rejection(NAME, UNCERTAIN, found.score(), settings.minimumScore(), found.language(), ""));
        }
        if (!settings.keep().isEmpty() && !settings.keep().contains(found.language())) {
            return Outcome.rejected(labelled, Rejection.because(NAME, NOT_WANTED, found.language()));
        }
        return Outcome.kept(labelled);
    }
}
