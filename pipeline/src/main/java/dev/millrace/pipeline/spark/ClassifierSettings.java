package dev.millrace.pipeline.spark;

/**
 * How a quality classifier is trained.
 *
 * @param ngram most words of an n-gram
 * @param bits of a bucket's number: there are 2^bits weights
 * @param maximumWords words of a document that are looked at, from its start
 * @param holdOut share of the documents that measure the model instead of training it
 * @param regularisation L2 penalty of the weights
 * @param iterations most steps of L-BFGS
 * @param maximumDocuments most documents of either kind, drawn by the hash of their text
 */
public record ClassifierSettings(
        int ngram,
        int bits,
        int maximumWords,
        double holdOut,
        double regularisation,
        int iterations,
        int maximumDocuments) {
    public ClassifierSettings {
        if (!(holdOut > 0 && holdOut < 1)) {
            throw new IllegalArgumentException("Invalid hold out: " + holdOut + " (must be more than 0, less than 1)");
        }
        if (!(regularisation >= 0)) {
            throw new IllegalArgumentException("Invalid regularisation: " + regularisation + " (must be >= 0)");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("Invalid iterations: " + iterations + " (must be > 0)");
        }
        if (maximumDocuments < 2) {
            throw new IllegalArgumentException("Invalid maximum documents: " + maximumDocuments + " (must be > 1)");
        }
    }

    /** Words and pairs in 2^20 buckets, 2,000 words, a tenth held out, 200,000 documents of either kind. */
    public static ClassifierSettings defaults() {
        return new ClassifierSettings(2, 20, 2000, .1, 1e-5, 100, 200_000);
    }
}
