package dev.millrace.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.language.Identification;
import dev.millrace.pipeline.language.Identifier;
import dev.millrace.pipeline.language.LanguageFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The language of texts, a line for a line. */
@Command(
        name = "detect-language",
        description = "Tells the language of each text of standard input: code, tab, score from 0 to 1.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  echo 'Wer reitet so spät durch Nacht und Wind?' | millrace detect-language",
            "  millrace detect-language --model lid.176.ftz --languages de,nl < lines.txt",
            "  zcat corpus.jsonl.gz | millrace detect-language --field text"
        })
final class DetectLanguageCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Streams streams;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A fastText model (.bin, .ftz), such as lid.176.ftz, instead of the built-in one.")
    String model;

    @Option(
            names = "--languages",
            paramLabel = "CODES",
            split = ",",
            description = "Codes of the languages that a text can be in, such as de,nl; all without it.")
    List<String> languages = List.of();

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Each line is a JSON object, and this field of it (dotted where nested) the text.")
    String field;

    @Mixin
    SettingsOptions options;

    DetectLanguageCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        List<String> definitions = new ArrayList<>();
        if (model != null) {
            definitions.add(Definition.text("stages.language.model", model));
        }
        if (!languages.isEmpty()) {
            definitions.add(Definition.list("stages.language.candidates", languages));
        }
        Configuration configuration = options.configuration(List.of(), definitions);
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("stages.language")));
            return ExitStatus.DONE;
        }
        LanguageFilter.Settings settings = configuration.read("stages.language", LanguageFilter.Settings.class);
        Identifier identifier = Identifier.of(settings);
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        SortedMap<String, Long> found = new TreeMap<>();
        long unreadable = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<String> text = text(line.get());
            if (text.isEmpty() && unreadable++ == 0) {
                streams.error()
                        .println("detect-language: standard input: line " + lines.read() + " has no text in field "
                                + field + "; such lines count as undetermined");
            }
            Identification language = identifier.identify(text.orElse(""));
            found.merge(language.language(), 1L, Long::sum);
            out.write(String.format(Locale.ROOT, "%s\t%.3f%n", language.language(), language.score())
                    .getBytes(StandardCharsets.UTF_8));
            if (lines.waits()) {
                out.flush();
            }
        }
        out.flush();
        Summary summary = new Summary("detect-language", lines.read(), "lines", (System.nanoTime() - began) / 1e9)
                .with("lines without text", unreadable)
                .with("lines that were no UTF-8", lines.damaged())
                .with("languages", found);
        options.tool.end(summary, streams);
        return ExitStatus.DONE;
    }

    /** Empty for a line that is no JSON, or whose field is no text. */
    private Optional<String> text(String line) {
        if (field == null) {
            return Optional.of(line);
        }
        try {
            JsonNode object = JSON.readTree(line);
            JsonNode named = object.path(field);
            for (String name : named.isMissingNode() ? field.split("\\.") : new String[0]) {
                object = object.path(name);
                named = object;
            }
            return Optional.ofNullable(named.textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
