package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.ConfigurationException;
import dev.millrace.jobs.config.Nearest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line and says how it ended. */
@Command(
        name = "millrace",
        description = "From crawled text to a trained language model on a Spark cluster.",
        mixinStandardHelpOptions = true,
        version = "millrace 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuickstartCommand.class,
            RunCommand.class,
            CrawlCleanCommand.class,
            DedupeCommand.class,
            FilterCommand.class,
            TrainClassifierCommand.class,
            TrainTokenizerCommand.class,
            TokenizeCommand.class,
            TrainNgramCommand.class,
            PerplexityCutoffsCommand.class,
            TrainEmbeddingsCommand.class,
            PretrainCommand.class,
            EvaluateCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            ExtractCommand.class,
            DetectLanguageCommand.class,
            EncodeCommand.class,
            DecodeCommand.class,
            PerplexityCommand.class,
            NeighboursCommand.class,
            CompareTokenizersCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Every command explains itself: millrace COMMAND --help.",
            "Exit status: 0 done, 1 failed, 2 wrong use, 3 a quality gate tripped."
        })
public final class CommandLineTool implements Runnable {
    @Spec
    CommandSpec spec;

    CommandLineTool() {}

    @Override
    public void run() {
        throw new MissingSubcommand(spec.commandLine());
    }

    /** @return the exit status: 0 done, 1 failed, 2 wrong use, 3 a quality gate tripped */
    public static int run(Streams streams, String... arguments) {
        CommandLine line = new CommandLine(new CommandLineTool(), new StreamsFactory(streams))
                .setOut(writer(streams.out()))
                .setErr(writer(streams.error()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler((e, ignored) -> wrongUse(e, streams.error()))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(streams, e, command));
        int status = line.execute(arguments);
        streams.out().flush();
        return status;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int wrongUse(ParameterException e, PrintStream error) {
        CommandLine command = e.getCommandLine();
        if (e instanceof MissingSubcommand) {
            command.usage(error);
            return ExitStatus.WRONG_USE;
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong use");
        if (e instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()) {
            message = unknown(unmatched, command);
        }
        String name = command.getCommandSpec().qualifiedName();
        error.println(name + ": " + message + " (see " + name + " --help)");
        return ExitStatus.WRONG_USE;
    }

    private static String unknown(UnmatchedArgumentException e, CommandLine command) {
        String typed = e.getUnmatched().get(0);
        return "no command " + typed
                + Nearest.to(typed, command.getSubcommands().keySet())
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
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
