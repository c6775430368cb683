package dev.millrace.jobs.cli;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Text to token ids, a line for a line. */
@Command(
        name = "encode",
        description = "Turns each line of standard input into the ids of its tokens.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  echo 'To be, or not to be' | millrace encode --tokenizer tokenizer.json --tokens"})
final class EncodeCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = "--tokenizer",
            required = true,
            paramLabel = "FILE",
            description = "A tokenizer.json, Millrace's or Hugging Face's.")
    Path tokenizer;

    @Option(names = "--tokens", description = "Print the tokens as tokenizer.json spells them, not their ids.")
    boolean tokens;

    @Option(names = "--special", description = "Recognise special tokens such as <|endoftext|> in the text.")
    boolean special;

    @Mixin
    ToolOptions options;

    EncodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Tokenizer model = TokenizerJson.read(tokenizer);
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        long count = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            int[] ids = special ? model.encodePrompt(line.get()) : model.encode(line.get());
            count += ids.length;
            out.write(spell(model, ids).getBytes(StandardCharsets.UTF_8));
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

    private String spell(Tokenizer model, int[] ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(text.isEmpty() ? "" : " ").append(tokens ? model.token(id) : Integer.toString(id));
        }
        return text.append('\n').toString();
    }
}
