package dev.millrace.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.jobs.text.TokenizerFormats;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Token ids to text, a line for a line. */
@Command(
        name = "decode",
        description = "Turns each line of token ids on standard input into the text that they spell.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  echo '2514 307' | millrace decode --tokenizer tokenizer.json"})
final class DecodeCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Streams streams;

    @Option(names = "--tokenizer", required = true, paramLabel = "FILE", description = TokenizerFormats.DESCRIPTION)
    Path tokenizer;

    @Option(
            names = "--jsonl",
            description = "Read a JSON object a line, with ids, as encode --jsonl prints it, and write one with text.")
    boolean jsonl;

    @Mixin
    ToolOptions options;

    DecodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Tokenizer model = TokenizerFiles.open(tokenizer);
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        long count = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String written = jsonl ? idsOfObject(line.get(), lines.read()) : line.get();
            int[] ids = ids(written, model.vocabularySize(), lines.read());
            count += ids.length;
            out.write(jsonl ? JSON.writeValueAsBytes(Map.of("text", model.decode(ids))) : model.decodeBytes(ids));
            out.write('\n');
            if (lines.waits()) {
                out.flush();
            }
        }
        out.flush();
        Summary summary =
                new Summary("decode", count, "tokens", (System.nanoTime() - began) / 1e9).with("lines", lines.read());
        options.end(summary, streams);
        return ExitStatus.DONE;
    }

    /** The ids of a JSON object as plain lines have them. */
    private static String idsOfObject(String line, long number) {
        JsonNode ids;
        try {
            ids = JSON.readTree(line).path("ids");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "standard input: line " + number + ": no JSON: " + e.getOriginalMessage());
        }
        if (!ids.isArray()) {
            throw new IllegalArgumentException("standard input: line " + number + ": no array \"ids\"");
        }
        StringJoiner joined = new StringJoiner(" ");
        ids.forEach(id -> joined.add(id.asText()));
        return joined.toString();
    }

    private static int[] ids(String line, int vocabularySize, long number) {
        StringTokenizer words = new StringTokenizer(line);
        int[] ids = new int[words.countTokens()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(words.nextToken(), vocabularySize, number);
        }
        return ids;
    }

    private static int id(String word, int vocabularySize, long number) {
        try {
            int id = Integer.parseInt(word);
            if (id >= 0 && id < vocabularySize) {
                return id;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("standard input: line " + number + ": \"" + word
                + "\" is no token id (must be from 0 to " + (vocabularySize - 1) + ")");
    }
}
