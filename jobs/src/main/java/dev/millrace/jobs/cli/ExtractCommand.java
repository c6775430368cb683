package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.PageFormat;
import dev.millrace.jobs.text.PageTexts;
import dev.millrace.pipeline.extract.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "canonical (its address) and language-hint (as lang has it); all are strings.",
            "",
            "p.html becomes p.txt (.md, .json); other names keep their ending (p.htm.txt), and so does a page whose place",
            "one before it in sorted order has taken (p.html.txt). Texts of an earlier run are replaced, each at once;",
            "what lies below --output is never read. A page without a text gets a line with the reason and is counted;",
            "files of other kinds below a folder are only counted: pages = written + rejected. A file named itself that",
            "has no extension is read as HTML. Exit status 1 when a file could not be read; the others are done then."
        })
final class ExtractCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

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
    Optional<Preset> preset = Optional.empty();

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
        if (output != null) {
            checkOutput();
        }
        List<String> given = new ArrayList<>();
        preset.ifPresent(chosen ->
                given.add(Definition.text("stages.extract.preset", chosen.name().toLowerCase(Locale.ROOT))));
        format.ifPresent(chosen -> given.add(Definition.text("stages.extract.format", chosen.textFormat())));
        if (!standardInput) {
            given.add(Definition.list("source.inputs", all));
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
        return texts.isComplete() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private void checkOutput() throws IOException {
        if (output.toString().isEmpty() || (Files.exists(output) && !Files.isDirectory(output))) {
            throw new ParameterException(spec.commandLine(), "--output is no folder: \"" + output + "\"");
        }
        for (String tree : trees) {
            if (Files.isDirectory(output) && Files.exists(Path.of(tree)) && Files.isSameFile(output, Path.of(tree))) {
                throw new ParameterException(spec.commandLine(), "--output is the folder that is read: " + output);
            }
        }
    }
}
