package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.ConfigurationException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Runs one command line and says how it ended. */
@Command(
        name = "millrace",
        description = "From crawled text to a trained language model on a Spark cluster.",
        mixinStandardHelpOptions = true,
        version = "millrace 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {},
        footer = {
            "",
            "Every command explains itself: millrace COMMAND --help.",
            "Exit status: 0 done, 1 failed, 2 wrong use, 3 a quality gate tripped."
        })
public final class CommandLineTool {
    private CommandLineTool() {}

    /** @return the exit status: 0 done, 1 failed, 2 wrong use, 3 a quality gate tripped */
    public static int run(Streams streams, String... arguments) {
        CommandLine line = new CommandLine(new CommandLineTool(), new StreamsFactory(streams))
                .setOut(writer(streams.out()))
                .setErr(writer(streams.error()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler((e, ignored) -> {
                    streams.error().println(e.getCommandLine().getCommandSpec().qualifiedName() + ": " + wrongUse(e));
                    return ExitStatus.WRONG_USE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> failed(streams, e, command));
        line.getCommandSpec().parser().collectErrors(false);
        int status = line.execute(arguments);
        streams.out().flush();
        return status;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static String wrongUse(ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong use");
        return message + " (see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)";
    }

    private static int failed(Streams streams, Exception e, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        boolean debug = command.getParseResult().hasMatchedOption("--debug");
        streams.error()
                .println(name + ": " + OneLine.of(e)
                        + (debug || e instanceof ConfigurationException ? "" : " (--debug shows the stack)"));
        if (debug) {
            e.printStackTrace(streams.error());
        }
        return e instanceof ConfigurationException ? ExitStatus.WRONG_USE : ExitStatus.FAILED;
    }
}
