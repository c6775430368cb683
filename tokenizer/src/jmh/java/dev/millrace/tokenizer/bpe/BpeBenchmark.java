package dev.millrace.tokenizer.bpe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.format.TiktokenRanks;
import dev.millrace.tokenizer.pretoken.WordSplit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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
 * Milliseconds for some 4·10^6 bytes of documents through byte-level BPE. The folder of reference data is told by
 * {@code -Dmillrace.reference}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BpeBenchmark {
    private static final int CHARACTERS = 4_000_000;

    /** Ranks of {@code tokenizers/tiktoken/} among the reference data. */
    @Param({"r50k", "cl100k", "o200k"})
    public String encoding;

    /** File of {@code text/} among the reference data. */
    @Param({"python3.11-doc_rst", "manpages-zh", "code_python_stdlib"})
    public String texts;

    private BpeTokenizer tokenizer;
    private final List<String> documents = new ArrayList<>();

    @Setup
    public void read() throws IOException {
        String folder = System.getProperty("millrace.reference");
        if (folder == null) {
            throw new IOException("Tell the folder of reference data by -Dmillrace.reference=FOLDER");
        }
        Path ranks = Files.createTempFile("ranks", ".tiktoken");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(
                Path.of(folder, "tokenizers", "tiktoken", encoding + "_base.tiktoken.gz")))) {
            Files.write(ranks, in.readAllBytes());
            tokenizer = TiktokenRanks.read(ranks, split(encoding), List.of());
        } finally {
            Files.delete(ranks);
        }
        ObjectMapper mapper = new ObjectMapper();
        long characters = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(folder, "text", texts + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && characters < CHARACTERS; line = in.readLine()) {
                documents.add(mapper.readTree(line).get("text").asText());
                characters += documents.get(documents.size() - 1).length();
            }
        }
    }

    @Benchmark
    public long ids() {
        long tokens = 0;
        for (String document : documents) {
            tokens += tokenizer.encode(document).length;
        }
        return tokens;
    }

    private static WordSplit split(String encoding) {
        return switch (encoding) {
            case "r50k" -> WordSplit.GPT2;
            case "cl100k" -> WordSplit.CL100K;
            default -> WordSplit.O200K;
        };
    }
}
