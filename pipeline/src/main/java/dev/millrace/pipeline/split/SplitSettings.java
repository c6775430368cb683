package dev.millrace.pipeline.split;

import java.io.Serializable;

/**
 * Shares of the documents; training gets the rest.
 *
 * @param validation 0 to 1
 * @param test 0 to 1
 */
public record SplitSettings(double validation, double test) implements Serializable {
    public SplitSettings {
        share("validation", validation);
        share("test", test);
        if (validation + test > 1) {
            throw new IllegalArgumentException(
                    "Invalid test: " + test + " (must be at most " + (1 - validation) + " beside validation)");
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be 0 to 1)");
        }
    }
}
