package dev.millrace.pipeline.language;

/** Tells the language of texts. For one thread at a time. */
public interface Identifier {

    /** The most probable language; {@link Identification#UNDETERMINED} for a text without evidence. */
    Identification identify(String text);

    /**
     * The identifier that settings ask for: that of a fastText model where they name one.
     *
     * @throws IllegalArgumentException when the model can't be read, or knows none of the candidates
     */
    static Identifier of(LanguageFilter.Settings settings) {
        return settings.model().isPresent()
                ? new FastTextIdentifier(settings.model().get(), settings.candidates(), settings.maximumCharacters())
                : new LanguageIdentifier(settings.maximumCharacters(), settings.candidates());
    }
}
