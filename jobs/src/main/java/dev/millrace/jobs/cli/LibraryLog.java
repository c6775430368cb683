package dev.millrace.jobs.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where conf/log4j2.properties writes what the libraries say. */
final class LibraryLog {
    private static final String FILE = "millrace.log";

    private LibraryLog() {}

    /** Names the file, unless the user has; it has to happen before any library logs. */
    static void beside(String output) {
        if (System.getProperty(FILE) != null || output.contains(":")) {
            return;
        }
        try {
            System.setProperty(
                    FILE, Path.of(output).resolve("runs").resolve(FILE).toString());
        } catch (InvalidPathException e) {
            // the job itself will say what is wrong with its output
        }
    }
}
