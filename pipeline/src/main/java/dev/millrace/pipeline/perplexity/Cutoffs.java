package dev.millrace.pipeline.perplexity;

import java.io.Serializable;

/**
 * Perplexities that divide the documents of a language.
 *
 * @param language ISO code, or {@code *} for all languages without cutoffs of their own
 * @param head a document below is head
 * @param tail a document from here on is tail
 */
public record Cutoffs(String language, double head, double tail) implements Serializable {
    /** Stands for every language. */
    public static final String ANY = "*";

    public Cutoffs {
        if (language.isBlank()) {
            throw new IllegalArgumentException("Invalid language: \"\" (must be a code, or *)");
        }
        if (!(head > 0)) {
            throw new IllegalArgumentException("Invalid head: " + head + " (must be > 0)");
        }
        if (!(tail >= head)) {
            throw new IllegalArgumentException("Invalid tail: " + tail + " (must not be below head, " + head + ")");
        }
    }

    Bucket bucket(double perplexity) {
        return perplexity < head ? Bucket.HEAD : perplexity < tail ? Bucket.MIDDLE : Bucket.TAIL;
    }

    /** The cutoff that a document of the bucket is held against. */
    double limit(Bucket bucket) {
        return bucket == Bucket.TAIL ? tail : head;
    }
}
