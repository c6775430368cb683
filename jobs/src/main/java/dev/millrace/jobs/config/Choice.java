package dev.millrace.jobs.config;

import java.util.Objects;

/**
 * One entry of a list that picks by name, such as a stage of a chain: written as the name alone, or as an object
 * with the name under {@value #KEY} and settings that stand over that name's defaults.
 */
public record Choice(String stage, Record settings) {
    /** The key that holds the name. */
    public static final String KEY = "stage";

    public Choice {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(settings, "settings");
    }
}
