package dev.millrace.tokenizer.sentencepiece;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds for about 10^6 bytes of text, line by line, through a Unigram model of 32,000 pieces that was trained on
 * all of the file, and for the training itself. The folder of reference data is told by {@code -Dmillrace.reference}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UnigramBenchmark {
    private static final int CHARACTERS = 1_000_000;
    private static final int PIECES = 32_000;

    /** File of {@code text/} among the reference data. */
    @Param({"nltk_movie_reviews", "zh_classics"})
    public String texts;

    private final List<String> lines = new ArrayList<>();
    private TrainingSettings settings;
    private SpanCounter counter;
    private SentencePieceTokenizer tokenizer;
    private ComposedTokenizer json;

    @Setup
    public void train() throws IOException {
        String folder = System.getProperty("millrace.reference");
        if (folder == null) {
            throw new IOException("Tell the folder of reference data by -Dmillrace.reference=FOLDER");
        }
        settings = TrainingSettings.of(PIECES).withThreads(1);
        counter = new SpanCounter(settings);
        int characters = 0;
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(folder, "text", texts + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String text = mapper.readTree(line).get("text").asText();
                counter.add(text);
                for (String part : text.split("\n")) {
                    if (characters < CHARACTERS) {
                        lines.add(part);
                        characters += part.length();
                    }
                }
            }
        }
        ModelFile file = learn();
        tokenizer = new SentencePieceTokenizer(file);
        json = new ComposedTokenizer(SentencePieceParts.of(file));
    }

    /** As a {@code .model}. */
    @Benchmark
    public int ids() {
        int tokens = 0;
        for (String line : lines) {
            tokens += tokenizer.encode(line).length;
        }
        return tokens;
    }

    /** As a {@code tokenizer.json}. */
    @Benchmark
    public int idsOfJson() {
        int tokens = 0;
        for (String line : lines) {
            tokens += json.encode(line).length;
        }
        return tokens;
    }

    /** From counted spans. */
    @Benchmark
    public ModelFile learn() {
        return SentencePieceTrainer.train(counter.counts(), settings, progress -> {});
    }
}
