package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.language.Identification;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.language.LanguageIdentifier;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The language of texts, a line for a line. */
@Command(
        name = "detect-language",
        description = "Tells the language of each line of standard input: code, tab, score from 0 to 1.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  echo 'Wer reitet so spät durch Nacht und Wind?' | millrace detect-language"})
final class DetectLanguageCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    SettingsOptions options;

    DetectLanguageCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = options.configuration(List.of(), List.of());
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("stages.language")));
            return ExitStatus.DONE;
        }
        LanguageFilter.Settings settings = configuration.read("stages.language", LanguageFilter.Settings.class);
        LanguageIdentifier identifier = new LanguageIdentifier(settings.maximumCharacters());
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        SortedMap<String, Long> languages = new TreeMap<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Identification found = identifier.identify(line.get());
            languages.merge(found.language(), 1L, Long::sum);
            out.write(String.format(Locale.ROOT, "%s\t%.3f%n", found.language(), found.score())
                    .getBytes(StandardCharsets.UTF_8));
            if (lines.waits()) {
                out.flush();
            }
        }
        out.flush();
        Summary summary = new Summary("detect-language", lines.read(), "lines", (System.nanoTime() - began) / 1e9)
                .with("languages", languages);
        options.tool.end(summary, streams);
        return ExitStatus.DONE;
    }
}
