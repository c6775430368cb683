package dev.millrace.pipeline.perplexity;

import java.io.Serializable;

/**
 * An n-gram model of a language.
 *
 * @param language ISO code, or {@code *} for all languages without a model of their own
 * @param file as {@code train-ngram} leaves it, or ARPA, plain or gzip, on any Hadoop file system
 */
public record ModelOf(String language, String file) implements Serializable {
    public ModelOf {
        if (language.isBlank()) {
            throw new IllegalArgumentException("Invalid language: \"\" (must be a code, or *)");
        }
        if (file.isBlank()) {
            throw new IllegalArgumentException("Invalid file: \"\" (must name a model)");
        }
    }
}
