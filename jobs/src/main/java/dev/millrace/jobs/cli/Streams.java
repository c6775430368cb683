package dev.millrace.jobs.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The process's three streams, UTF-8 whatever the locale.
 *
 * @param out results
 * @param error progress and errors
 * @param columns width of the terminal behind {@code error}; empty when there is none
 */
public record Streams(InputStream in, PrintStream out, PrintStream error, OptionalInt columns) {
    /** Set by the launcher when standard error is a terminal. */
    private static final String COLUMNS = "millrace.columns";

    public static Streams ofProcess() {
        return new Streams(
                // a file's own bulk reads ask for its position, which a pipe has not
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                columns(System.getProperty(COLUMNS, "")));
    }

    private static OptionalInt columns(String stated) {
        try {
            int columns = Integer.parseInt(stated);
            return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
