package dev.millrace.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerCommandsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private String tokenizer;

    @BeforeEach
    void train() throws IOException {
        tokenizer = tokenizer("tokenizer.json", 262);
    }

    private String tokenizer(String name, int size) throws IOException {
        WordCounts counts = WordCounts.gpt2();
        counts.add("the cat the hat the mat");
        Path file = folder.resolve(name);
        try (OutputStream json = Files.newOutputStream(file)) {
            TokenizerJson.write(
                    BpeTrainer.train(counts, new BpeTrainer.Settings(size, 1, List.of("<|endoftext|>")), tokens -> {}),
                    json);
        }
        return file.toString();
    }

    private int run(String input, String... arguments) {
        out.reset();
        error.reset();
        return CommandLineTool.run(
                new Streams(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(error, true, StandardCharsets.UTF_8),
                        OptionalInt.empty()),
                arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsWhichCharactersTokensStandFor() {
        assertThat(run("the é😀", "encode", "--tokenizer", tokenizer, "--offsets"))
                .isZero();
        // é and the emoji are of one token a byte
        assertThat(out()).isEqualTo("0-3 3-4 4-5 4-5 5-7 5-7 5-7 5-7\n");
    }

    @Test
    void printsAnObjectALine() {
        assertThat(run("hat\n\n", "encode", "--tokenizer", tokenizer, "--jsonl", "--tokens", "--offsets"))
                .isZero();
        assertThat(out())
                .isEqualTo("{\"tokens\":[\"h\",\"at\"],\"offsets\":[[0,1],[1,3]]}\n{\"tokens\":[],\"offsets\":[]}\n");

        assertThat(run("the é\n", "encode", "--tokenizer", tokenizer, "--jsonl"))
                .isZero();
        assertThat(run(out(), "decode", "--tokenizer", tokenizer, "--jsonl")).isZero();
        assertThat(out()).isEqualTo("{\"text\":\"the é\"}\n");
    }

    @Test
    void refusesMoreThanOneColumnOfPlainText() {
        assertThat(run("a", "encode", "--tokenizer", tokenizer, "--ids", "--tokens"))
                .isEqualTo(2);
        assertThat(error()).contains("only one of --ids, --tokens and --offsets at a time without --jsonl");
    }

    @Test
    void namesTheLineThatIsNoObject() {
        assertThat(run("{\"ids\":[1]}\n{\"id\":[1]}\n", "decode", "--tokenizer", tokenizer, "--jsonl"))
                .isEqualTo(1);
        assertThat(error()).startsWith("millrace decode: standard input: line 2: no array \"ids\"");
        assertThat(run("[", "decode", "--tokenizer", tokenizer, "--jsonl")).isEqualTo(1);
        assertThat(error()).startsWith("millrace decode: standard input: line 1: no JSON: ");
        assertThat(run("{\"ids\":[\"x\"]}", "decode", "--tokenizer", tokenizer, "--jsonl"))
                .isEqualTo(1);
        assertThat(error()).startsWith("millrace decode: standard input: line 1: \"x\" is no token id");
    }

    @Test
    void measuresEncodingAndHashesTheIds() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "the cat\nthe hat\n".repeat(100));
        assertThat(run("", "bench", "encode", "--tokenizer", tokenizer, "--input", text.toString(), "--passes", "1"))
                .isZero();
        String hash =
                out().lines().filter(line -> line.startsWith("Ids")).findFirst().orElseThrow();
        assertThat(out())
                .contains("Text        1,600 bytes in 1 documents")
                .contains("First pass")
                .contains("Warm");
        assertThat(hash).hasSize(12 + 64);

        // the same ids, however the text is cut between lines
        assertThat(run(
                        "",
                        "bench",
                        "encode",
                        "--tokenizer",
                        tokenizer,
                        "--input",
                        text.toString(),
                        "--document-bytes",
                        "16"))
                .isZero();
        assertThat(out()).contains("in 100 documents").contains(hash);
        assertThat(run("", "bench", "encode", "--tokenizer", tokenizer, "--input", text.toString(), "--passes", "0"))
                .isEqualTo(2);
    }

    @Test
    void comparesTokenizersByLanguage() throws IOException {
        String smaller = tokenizer("smaller.json", 258);
        String english = "The hat of the cat was on the mat, and the other cat thought that this was rather funny.";
        assertThat(run(english + "\n\nxyz\n", "compare-tokenizers", tokenizer, smaller))
                .isZero();
        assertThat(out().lines().map(line -> line.split(" +")[0])).contains("A:", "B:", "language", "en", "all");
        assertThat(out()).contains("(262 tokens)").contains("(258 tokens)");
        assertThat(error()).startsWith("compare-tokenizers: 3 lines");
    }

    @Test
    void explainsWhichRanksItCanTell() throws IOException {
        Path ranks = Files.writeString(folder.resolve("mine.tiktoken"), "IQ== 0\n");
        assertThat(run("a", "encode", "--tokenizer", ranks.toString())).isEqualTo(1);
        assertThat(error()).contains("encoding \"mine\" is not known").hasLineCount(1);
    }
}
