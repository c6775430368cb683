package dev.millrace.pipeline.language;

import java.util.Objects;

/**
 * @param language ISO 639-1 code, or 639-3 where there is none; {@value #UNDETERMINED} for a text without evidence
 * @param score estimated probability that the language is right, 0 to 1; 0 for {@value #UNDETERMINED}
 */
public record Identification(String language, double score) {
    /** ISO 639-2 code of a language that can't be told. */
    public static final String UNDETERMINED = "und";

    public Identification {
        Objects.requireNonNull(language, "language");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("Invalid score: " + score + " (must be 0 to 1)");
        }
    }

    static Identification undetermined() {
        return new Identification(UNDETERMINED, 0);
    }
}
