package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Choice;
import dev.millrace.pipeline.spark.ClassifierSettings;
import java.util.List;

/**
 * Training of a quality classifier.
 *
 * @param positive files, directories and globs of documents that are wanted; read as {@code source} says
 * @param negative of documents that are not
 * @param chain what documents pass first
 * @param ngram as {@link ClassifierSettings}, and so all that follow
 */
record TrainClassifierSettings(
        List<String> positive,
        List<String> negative,
        List<Choice> chain,
        int ngram,
        int bits,
        int maximumWords,
        double holdOut,
        double regularisation,
        int iterations,
        int maximumDocuments) {
    TrainClassifierSettings {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        chain = List.copyOf(chain);
        if (positive.isEmpty()) {
            throw new IllegalArgumentException("Invalid positive: none (name at least one file, directory or glob)");
        }
        if (negative.isEmpty()) {
            throw new IllegalArgumentException("Invalid negative: none (name at least one file, directory or glob)");
        }
    }

    ClassifierSettings classifier() {
        return new ClassifierSettings(ngram, bits, maximumWords, holdOut, regularisation, iterations, maximumDocuments);
    }
}
