package dev.millrace.jobs.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** An error as one line for a person. */
final class OneLine {
    private OneLine() {}

    /** The innermost message that says something: Spark and reflection wrap what went wrong. */
    static String of(Throwable error) {
        Throwable told = error;
        for (Throwable cause = error; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                told = cause;
            }
        }
        String message = told.getMessage() == null
                ? ""
                : told.getMessage().strip().lines().findFirst().orElse("");
        if (told instanceof NoSuchFileException) {
            return message + ": no such file";
        }
        if (told instanceof ClassNotFoundException missing) {
            Optional<String> remedy = MissingFileSystem.remedy(missing);
            if (remedy.isPresent()) {
                return remedy.get();
            }
        }
        boolean plain = told.getClass().getName().startsWith("dev.millrace")
                || told instanceof IllegalArgumentException
                || told instanceof IllegalStateException
                || told instanceof UncheckedIOException
                || told.getClass() == IOException.class
                || told instanceof FileNotFoundException;
        return plain && !message.isEmpty()
                ? message
                : told.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }
}
