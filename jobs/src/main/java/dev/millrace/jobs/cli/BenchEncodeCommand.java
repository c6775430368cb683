package dev.millrace.jobs.cli;

import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.EncodeBench;
import dev.millrace.jobs.text.TokenizerFormats;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Figures of encoding. */
@Command(
        name = "encode",
        description = {
            "Measures how fast a tokenizer encodes a text, by CPU time: the first pass, while Java compiles, and later",
            "ones. Prints a hash of the ids, by which encoders are known to agree."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace bench encode --tokenizer tokenizer.json --input corpus.txt",
            "",
            "MB are 10^6 bytes of UTF-8; the hash is SHA-256 over all ids as 32-bit little-endian numbers."
        })
final class BenchEncodeCommand implements Callable<Integer> {
    private static final String NAME = "bench encode";

    private final Streams streams;

    @Option(names = "--tokenizer", required = true, paramLabel = "FILE", description = TokenizerFormats.DESCRIPTION)
    Path tokenizer;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "A text in UTF-8.")
    Path input;

    @Option(
            names = "--passes",
            paramLabel = "N",
            description = "Passes after the first; their median counts (default ${DEFAULT-VALUE}).")
    int passes = 8;

    @Option(
            names = "--document-bytes",
            paramLabel = "N",
            description = "The text is cut at line ends into documents of so many bytes (default ${DEFAULT-VALUE}).")
    int documentBytes = 4096;

    @Mixin
    ToolOptions options;

    @Spec
    CommandSpec spec;

    BenchEncodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        EncodeBench.Settings settings = settings();
        long began = System.nanoTime();
        Tokenizer model = TokenizerFiles.open(tokenizer);
        EncodeBench.Figures figures;
        Display display = Display.on(streams.error(), streams.columns(), System::nanoTime);
        try (Progress progress = display.start(NAME, "passes")) {
            progress.total(passes + 1L);
            figures = EncodeBench.run(model, input, settings, progress::reach);
        }
        streams.out().println(format("Text        %,d bytes in %,d documents", figures.bytes(), figures.documents()));
        streams.out()
                .println(format(
                        "Tokens      %,d, %.3f bytes each",
                        figures.tokens(), (double) figures.bytes() / Math.max(1, figures.tokens())));
        streams.out().println(format("First pass  %.1f MB/s of CPU time", figures.first() / 1e6));
        streams.out().println(format("Warm        %.1f MB/s of CPU time, median of %d", figures.warm() / 1e6, passes));
        streams.out().println("Ids         " + figures.hash());
        options.end(summary(figures, (System.nanoTime() - began) / 1e9), streams);
        return ExitStatus.DONE;
    }

    private EncodeBench.Settings settings() {
        try {
            return new EncodeBench.Settings(passes, documentBytes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Summary summary(EncodeBench.Figures figures, double seconds) {
        return new Summary(NAME, figures.bytes() * (passes + 2L), "bytes", seconds)
                .with("tokens", figures.tokens())
                .with("first MB/s", figures.first() / 1e6)
                .with("warm MB/s", figures.warm() / 1e6)
                .with("hash", figures.hash());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
