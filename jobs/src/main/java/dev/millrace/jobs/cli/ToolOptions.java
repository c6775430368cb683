package dev.millrace.jobs.cli;

import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command. */
final class ToolOptions {
    @Option(names = "--summary", paramLabel = "FILE", description = "Write the closing figures there as JSON.")
    Path summary;

    @Option(names = "--debug", description = "Show the stack behind an error.")
    boolean debug;

    /** The last line, and the file when one is asked for. */
    void end(Summary figures, Streams streams) throws IOException {
        streams.error().println(figures.line());
        if (summary != null) {
            Files.writeString(summary, figures.json());
        }
    }
}
