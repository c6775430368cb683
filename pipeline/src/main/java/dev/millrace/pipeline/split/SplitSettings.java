package dev.millrace.pipeline.split;

import java.io.Serializable;

/**
 * Shares of the corpus; training gets the rest.
 *
 * @param validation 0 to 1
 * @param test 0 to 1
 * @param by what is shared out
 */
public record SplitSettings(double validation, double test, By by) implements Serializable {
    /** What is shared out. */
    public enum By {
        /** Documents as wholes, drawn by the hash of their text. */
        DOCUMENT_HASH,
        /**
         * The characters of every document: the first ones train, those after them validate, the last ones test. A
         * corpus of one document is split as a whole, as character-level recipes have it.
         */
        POSITION
    }

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
