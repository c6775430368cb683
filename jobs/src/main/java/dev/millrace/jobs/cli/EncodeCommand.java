package dev.millrace.jobs.cli;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.TokenizerFormats;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Text to token ids, a line for a line. */
@Command(
        name = "encode",
        description = "Turns each line of standard input into the ids of its tokens.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  echo 'To be, or not to be' | millrace encode --tokenizer tokenizer.json --tokens",
            "  millrace encode --tokenizer tokenizer.json --jsonl --ids --offsets < text > tokens.jsonl"
        })
final class EncodeCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--tokenizer", required = true, paramLabel = "FILE", description = TokenizerFormats.DESCRIPTION)
    Path tokenizer;

    @Option(names = "--ids", description = "Print the ids, as is done when nothing else is asked for.")
    boolean ids;

    @Option(names = "--tokens", description = "Print the tokens as tokenizer.json spells them.")
    boolean tokens;

    @Option(
            names = "--offsets",
            description = {
                "Print which characters each token stands for, such as 0-5: the first, counted as Java counts",
                "them, and the one after the last."
            })
    boolean offsets;

    @Option(
            names = "--jsonl",
            description = "Print a JSON object a line: ids (unless others are asked for), tokens, offsets.")
    boolean jsonl;

    @Option(names = "--special", description = "Recognise special tokens such as <|endoftext|> in the text.")
    boolean special;

    @Mixin
    ToolOptions options;

    @Spec
    CommandSpec spec;

    EncodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Set<EncodedLine.Column> columns = columns();
        if (!jsonl && columns.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "only one of --ids, --tokens and --offsets at a time without --jsonl");
        }
        EncodedLine.Layout layout = jsonl ? EncodedLine.Layout.JSON : EncodedLine.Layout.PLAIN;
        Tokenizer model = TokenizerFiles.open(tokenizer);
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        long count = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            EncodedLine encoded = encoded(model, line.get(), columns, layout, lines.read());
            count += encoded.count();
            out.write(encoded.text().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            if (lines.waits()) {
                out.flush();
            }
        }
        out.flush();
        Summary summary = new Summary("encode", count, "tokens", (System.nanoTime() - began) / 1e9)
                .with("lines", lines.read())
                .with("bytes", lines.bytes())
                .with("lines that were no UTF-8", lines.damaged());
        options.end(summary, streams);
        return ExitStatus.DONE;
    }

    private EncodedLine encoded(
            Tokenizer model, String line, Set<EncodedLine.Column> columns, EncodedLine.Layout layout, long number) {
        try {
            return EncodedLine.of(model, line, special, columns, layout);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("standard input: line " + number + ": " + e.getMessage(), e);
        }
    }

    private Set<EncodedLine.Column> columns() {
        Set<EncodedLine.Column> columns = EnumSet.noneOf(EncodedLine.Column.class);
        if (ids || !(tokens || offsets)) {
            columns.add(EncodedLine.Column.IDS);
        }
        if (tokens) {
            columns.add(EncodedLine.Column.TOKENS);
        }
        if (offsets) {
            columns.add(EncodedLine.Column.OFFSETS);
        }
        return columns;
    }
}
