package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.PageFormat;
import dev.millrace.jobs.text.PageTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "  millrace extract --input site --output texts --format markdown --preset precision",
            "  millrace extract site/ docs.jar --output texts",
            "",
            "json is one object a page: source and text, and where the page states them title, author, date (as written),",
            "canonical (its address) and language-hint (as lang has it); all are strings."
        })
final class ExtractCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int FILES_AT_ONCE = 16;

    private final Streams streams;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files, directories, archives or globs; - is one page on standard input.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description =
                    "A page, a folder whose pages keep their places below it in the output, or -. May be given often.")
    List<String> trees = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for one file a page, named as the page; without it the text is printed.")
    Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, markdown, or json with what the page states of itself: ${COMPLETION-CANDIDATES}.")
    Optional<PageFormat> format = Optional.empty();

    @Option(names = "--preset", paramLabel = "PRESET", description = "precision, balanced or recall.")
    Optional<String> preset = Optional.empty();

    @Mixin
    SettingsOptions options;

    @Spec
    CommandSpec spec;

    ExtractCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        List<String> all = new ArrayList<>(trees);
        all.addAll(inputs);
        if (all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing input: name a page, a folder or -");
        }
        boolean standardInput = all.contains(STANDARD_INPUT);
        if (standardInput && (all.size() > 1 || output != null)) {
            throw new ParameterException(spec.commandLine(), "- stands alone, without --output");
        }
        List<String> given = new ArrayList<>();
        preset.ifPresent(name -> given.add(Definition.text("stages.extract.preset", name)));
        format.ifPresent(chosen -> given.add(Definition.text("stages.extract.format", chosen.textFormat())));
        if (!standardInput) {
            given.add(Definition.list("source.inputs", all));
            // small units, so that every core has some
            given.add("source.unit-files=" + FILES_AT_ONCE);
        }
        Configuration configuration = options.configuration(List.of(), given);
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("source", "stages")));
            return ExitStatus.DONE;
        }
        PageTexts texts = PageTexts.of(configuration, format.orElse(PageFormat.of(configuration)), trees);
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
