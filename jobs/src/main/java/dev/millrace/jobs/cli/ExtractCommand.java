package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.PageTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pages to main text, without Spark. */
@Command(
        name = "extract",
        description = "Turns HTML pages into their main text.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  millrace extract - < page.html",
            "  millrace extract site/ docs.jar --output texts"
        })
final class ExtractCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Streams streams;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files, directories, archives or globs; - is one page on standard input.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for one .txt a page, named as the page; without it the text is printed.")
    Path output;

    @Mixin
    SettingsOptions options;

    @Spec
    CommandSpec spec;

    ExtractCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        boolean standardInput = inputs.contains(STANDARD_INPUT);
        if (standardInput && (inputs.size() > 1 || output != null)) {
            throw new ParameterException(spec.commandLine(), "- stands alone, without --output");
        }
        Configuration configuration = options.configuration(
                List.of(), standardInput ? List.of() : List.of(Definition.list("source.inputs", inputs)));
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("source", "stages")));
            return ExitStatus.DONE;
        }
        PageTexts texts = PageTexts.of(configuration);
        Summary summary = standardInput
                ? texts.ofStandardInput(streams.in(), streams.out())
                : output == null
                        ? texts.print(streams.out(), streams.error())
                        : texts.writeBelow(
                                output,
                                streams.error(),
                                Display.on(streams.error(), streams.columns(), System::nanoTime));
        options.tool.end(summary, streams);
        return ExitStatus.DONE;
    }
}
