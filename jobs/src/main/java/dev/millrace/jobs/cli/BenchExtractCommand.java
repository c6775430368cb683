package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.ExtractBench;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Figures of main-text extraction. */
@Command(
        name = "extract",
        description = {
            "Measures main-text extraction on pages held in memory: charset, parsing, main text, facts, in one thread,",
            "by its CPU time. The best round counts; the first ones run while Java compiles."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace bench extract site --rounds 10 --summary figures.json"})
final class BenchExtractCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Files, directories, archives or globs of pages.")
    List<String> inputs = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Times over all pages (default ${DEFAULT-VALUE}).")
    int rounds = 8;

    @Mixin
    SettingsOptions options;

    @Spec
    CommandSpec spec;

    BenchExtractCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (rounds <= 0) {
            throw new ParameterException(spec.commandLine(), "Invalid --rounds: " + rounds + " (must be > 0)");
        }
        Configuration configuration =
                options.configuration(List.of(), List.of(Definition.list("source.inputs", inputs)));
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("source", "stages")));
            return ExitStatus.DONE;
        }
        long began = System.nanoTime();
        ExtractBench bench = ExtractBench.run(configuration, rounds);
        streams.out()
                .println(String.format(
                        Locale.ROOT,
                        "%,d pages, %.1f MB: %.0f pages/s, %.1f MB/s of CPU time; slowest page %.0f ms (%s)",
                        bench.pages(),
                        bench.bytes() / 1e6,
                        bench.pagesPerSecond(),
                        bench.bytesPerSecond() / 1e6,
                        bench.slowest() * 1e3,
                        bench.slowestPage()));
        Summary summary = new Summary("bench extract", bench.pages(), "pages", (System.nanoTime() - began) / 1e9)
                .with("pages/CPU s", bench.pagesPerSecond())
                .with("bytes/CPU s", bench.bytesPerSecond())
                .with("slowest page s", bench.slowest());
        options.tool.end(summary, streams);
        return ExitStatus.DONE;
    }
}
