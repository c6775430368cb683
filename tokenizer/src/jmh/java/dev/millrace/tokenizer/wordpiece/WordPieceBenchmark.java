package dev.millrace.tokenizer.wordpiece;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.format.BertVocabulary;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Milliseconds for 10^6 bytes of text through bert-base-uncased: normalised, split into words, matched. The folder of
 * reference data is told by {@code -Dmillrace.reference}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WordPieceBenchmark {
    private static final int BYTES = 1_000_000;

    /** File of {@code text/} among the reference data. */
    @Param({"python3.11-doc_rst", "manpages-zh", "code_python_stdlib"})
    public String texts;

    private ComposedTokenizer tokenizer;
    private String text;

    @Setup
    public void read() throws IOException {
        String folder = System.getProperty("millrace.reference");
        if (folder == null) {
            throw new IOException("Tell the folder of reference data by -Dmillrace.reference=FOLDER");
        }
        tokenizer = BertVocabulary.read(
                Path.of(folder, "tokenizers", "bert", "bert-base-uncased-vocab.txt"), BertNormalizer.uncased());
        text = text(Path.of(folder, "text", texts + ".jsonl.gz"));
    }

    @Benchmark
    public int[] ids() {
        return tokenizer.encode(text);
    }

    /** With the places of all tokens. */
    @Benchmark
    public int encoding() {
        return tokenizer.encoding(text).size();
    }

    private static String text(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        StringBuilder all = new StringBuilder();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && all.length() < BYTES; line = in.readLine()) {
                all.append(mapper.readTree(line).get("text").asText());
            }
        }
        byte[] utf8 = all.toString().getBytes(StandardCharsets.UTF_8);
        return new String(utf8, 0, Math.min(BYTES, utf8.length), StandardCharsets.UTF_8);
    }
}
