package dev.millrace.jobs;

import dev.millrace.jobs.cli.CommandLineTool;
import dev.millrace.jobs.cli.Streams;

/** The main class: {@code millrace COMMAND …}, started by the launcher or by spark-submit. */
public final class Millrace {
    private Millrace() {}

    public static void main(String[] arguments) {
        int status = CommandLineTool.run(Streams.ofProcess(), arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
