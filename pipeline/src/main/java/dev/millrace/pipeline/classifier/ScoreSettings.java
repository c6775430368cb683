package dev.millrace.pipeline.classifier;

/** Checks that settings of scores share. */
final class ScoreSettings {
    private ScoreSettings() {}

    static void check(String model, double minimumScore) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("Invalid model: \"\" (must name a file)");
        }
        if (!(minimumScore >= 0 && minimumScore <= 1)) {
            throw new IllegalArgumentException("Invalid minimum score: " + minimumScore + " (must be 0 to 1)");
        }
    }
}
