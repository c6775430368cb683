package dev.millrace.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The measuring commands. */
@Command(
        name = "bench",
        description = "Measures Millrace on this machine, beside the machine's own limits.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchTrainCommand.class, BenchExtractCommand.class, BenchEncodeCommand.class},
        footer = {
            "",
            "Examples:",
            "  millrace bench train --shape gpt2",
            "  millrace bench extract site",
            "  millrace bench encode --tokenizer tokenizer.json --input text.txt"
        })
final class BenchCommand implements Runnable {
    @Spec
    CommandSpec spec;

    BenchCommand() {}

    @Override
    public void run() {
        throw new MissingSubcommand(spec.commandLine());
    }
}
