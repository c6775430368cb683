package dev.millrace.jobs.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.ngram.NgramModel;
import dev.millrace.pipeline.ngram.NgramModels;
import dev.millrace.pipeline.ngram.Score;
import dev.millrace.pipeline.ngram.Scorer;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.storage.Storage;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How likely an n-gram model finds texts, a line for a line. */
@Command(
        name = "perplexity",
        description = {
            "Scores each line of standard input by an n-gram model: log10 probability, perplexity, tokens and unknown",
            "ones among them, with tabs between."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  echo 'To be, or not to be' | millrace perplexity --model out/ngram/model.ngram"})
final class PerplexityCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Streams streams;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "What train-ngram leaves, or an ARPA file, plain or gzip.")
    String model;

    @Option(names = "--jsonl", description = "Lines are JSON objects; the results are, too.")
    boolean jsonl;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "Field that holds the text, with --jsonl (default ${DEFAULT-VALUE}).")
    String field;

    @Option(
            names = "--words",
            paramLabel = "KIND",
            defaultValue = "whitespace",
            description = "For an ARPA file that does not tell its units: what is a word, as dedupe.minhash.words"
                    + " (default ${DEFAULT-VALUE}).")
    String words;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "For an ARPA file of tokens: their tokenizer.json.")
    Path tokenizer;

    @Mixin
    ToolOptions options;

    PerplexityCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        NgramModel ngrams = NgramModels.read(model, Storage.settings(), otherwise());
        Scorer scorer = ngrams.scorer();
        long began = System.nanoTime();
        TextLines lines = new TextLines(streams.in(), TextLines.LONGEST);
        OutputStream out = new BufferedOutputStream(streams.out(), 1 << 16);
        Score total = Score.none();
        long bytes = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String text = jsonl ? text(line.get(), lines.read()) : line.get();
            bytes += text.getBytes(StandardCharsets.UTF_8).length + (jsonl ? 0 : 1);
            Score score = scorer.score(text);
            total = total.plus(score);
            out.write(shown(score).getBytes(StandardCharsets.UTF_8));
            if (lines.waits()) {
                out.flush();
            }
        }
        out.flush();
        Summary summary = new Summary("perplexity", total.tokens(), "tokens", (System.nanoTime() - began) / 1e9)
                .with("lines", lines.read())
                .with("log10 probability", total.log10());
        if (total.tokens() > 0) {
            summary = summary.with("perplexity", total.perplexity())
                    .with("unknown", total.unknown())
                    .with("perplexity of known", total.perplexityOfKnown())
                    .with("bits per byte", total.bits() / bytes);
        }
        options.end(summary.with("lines that were no UTF-8", lines.damaged()), streams);
        return ExitStatus.DONE;
    }

    private Segmentation otherwise() throws IOException {
        Optional<Tokenizer> given = tokenizer == null ? Optional.empty() : Optional.of(TokenizerJson.read(tokenizer));
        try {
            return new Segmentation(
                    new TextUnits(
                            given.isPresent() ? TextUnits.Unit.TOKEN : TextUnits.Unit.WORD,
                            WordSplit.valueOf(words.toUpperCase(Locale.ROOT).replace('-', '_')),
                            TextUnits.Letters.AS_IS,
                            TextUnits.Sequence.LINE),
                    given);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "--words " + words + ": must be one of whitespace, word-or-mark, spacy-english, script-aware");
        }
    }

    private String text(String line, long number) throws IOException {
        try {
            JsonNode text = JSON.readTree(line).path(field);
            if (text.isTextual()) {
                return text.asText();
            }
        } catch (JacksonException e) {
            throw new IOException("standard input: line " + number + " is no JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("damaged"));
        }
        throw new IOException("standard input: line " + number + " has no text in its field " + field);
    }

    private String shown(Score score) throws IOException {
        if (!jsonl) {
            return String.format(
                    Locale.ROOT,
                    "%.4f\t%s\t%d\t%d%n",
                    score.log10(),
                    score.tokens() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", score.perplexity()),
                    score.tokens(),
                    score.unknown());
        }
        ObjectNode node = JSON.createObjectNode().put("log10", score.log10());
        if (score.tokens() > 0) {
            node.put("perplexity", score.perplexity());
        }
        node.put("tokens", score.tokens()).put("unknown", score.unknown());
        return JSON.writeValueAsString(node) + "\n";
    }
}
