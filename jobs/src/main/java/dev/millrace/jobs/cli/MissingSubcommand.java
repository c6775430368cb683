package dev.millrace.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** No command at all: the usage says which there are. */
final class MissingSubcommand extends ParameterException {
    private static final long serialVersionUID = 1L;

    MissingSubcommand(CommandLine command) {
        super(command, "no command");
    }
}
