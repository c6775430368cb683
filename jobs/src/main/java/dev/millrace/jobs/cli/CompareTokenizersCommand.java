package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.TokenizerComparison;
import dev.millrace.jobs.text.TokenizerFormats;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.language.LanguageIdentifier;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two tokenizers side by side. */
@Command(
        name = "compare-tokenizers",
        description = {
            "Shows what two tokenizers make of the same lines, by language: tokens for each byte, and for each word",
            "between white space (fertility); the fewer, the more text fits a model's context."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace compare-tokenizers mine.json cl100k_base.tiktoken --input corpus.txt"})
final class CompareTokenizersCommand implements Callable<Integer> {
    private static final String NAME = "compare-tokenizers";
    private static final String LINE = "%-8s %10s %14s %14s %8s %14s %8s %8s %11s";

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "FIRST", description = TokenizerFormats.DESCRIPTION)
    Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Another.")
    Path second;

    @Option(names = "--input", paramLabel = "FILE", description = "A text in UTF-8 (default: standard input).")
    Path input;

    @Mixin
    SettingsOptions options;

    CompareTokenizersCommand(Streams streams) {
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
        Tokenizer one = TokenizerFiles.open(first);
        Tokenizer other = TokenizerFiles.open(second);
        TokenizerComparison comparison = new TokenizerComparison(
                one, other, text -> identifier.identify(text).language());
        long began = System.nanoTime();
        long lines;
        if (input == null) {
            lines = add(streams.in(), comparison);
        } else {
            try (InputStream in = Files.newInputStream(input)) {
                lines = add(in, comparison);
            }
        }
        print(one, other, comparison.rows());
        Map<String, Object> figures = new LinkedHashMap<>();
        comparison.rows().forEach(row -> figures.put(row.getKey(), figures(row.getValue())));
        options.tool.end(
                new Summary(NAME, lines, "lines", (System.nanoTime() - began) / 1e9).with("languages", figures),
                streams);
        return ExitStatus.DONE;
    }

    private static long add(InputStream in, TokenizerComparison comparison) throws IOException {
        TextLines lines = new TextLines(in, TextLines.LONGEST);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            comparison.add(line.get());
        }
        return lines.read();
    }

    private void print(Tokenizer one, Tokenizer other, List<Map.Entry<String, TokenizerComparison.Row>> rows) {
        streams.out().println("A: " + first + " (" + one.vocabularySize() + " tokens)");
        streams.out().println("B: " + second + " (" + other.vocabularySize() + " tokens)");
        List<String> head = new ArrayList<>(List.of("language", "lines", "bytes"));
        head.addAll(List.of("tokens/byte A", "B", "tokens/word A", "B", "B/A", "same lines"));
        streams.out().println(String.format(Locale.ROOT, LINE, head.toArray()));
        rows.forEach(row -> {
            TokenizerComparison.Row counts = row.getValue();
            streams.out()
                    .println(String.format(
                            Locale.ROOT,
                            LINE,
                            row.getKey(),
                            String.format(Locale.ROOT, "%,d", counts.texts()),
                            String.format(Locale.ROOT, "%,d", counts.bytes()),
                            ratio(counts.first(), counts.bytes()),
                            ratio(counts.second(), counts.bytes()),
                            ratio(counts.first(), counts.words()),
                            ratio(counts.second(), counts.words()),
                            ratio(counts.second(), counts.first()),
                            String.format(Locale.ROOT, "%,d", counts.same())));
        });
    }

    private static String ratio(long count, long of) {
        return of == 0 ? "-" : String.format(Locale.ROOT, "%.4f", (double) count / of);
    }

    private static Map<String, Object> figures(TokenizerComparison.Row row) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("lines", row.texts());
        figures.put("bytes", row.bytes());
        figures.put("words", row.words());
        figures.put("first-tokens", row.first());
        figures.put("second-tokens", row.second());
        figures.put("same-lines", row.same());
        return figures;
    }
}
