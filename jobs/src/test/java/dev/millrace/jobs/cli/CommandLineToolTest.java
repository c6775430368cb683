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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineToolTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int run(byte[] input, String... arguments) {
        out.reset();
        error.reset();
        return CommandLineTool.run(
                new Streams(
                        new ByteArrayInputStream(input),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(error, true, StandardCharsets.UTF_8),
                        OptionalInt.empty()),
                arguments);
    }

    private int run(String input, String... arguments) {
        return run(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private String tokenizer() throws IOException {
        WordCounts counts = WordCounts.gpt2();
        counts.add("the cat the hat the mat");
        Path file = folder.resolve("tokenizer.json");
        try (OutputStream json = Files.newOutputStream(file)) {
            TokenizerJson.write(
                    BpeTrainer.train(counts, new BpeTrainer.Settings(262, 1, List.of("<|endoftext|>")), size -> {}),
                    json);
        }
        return file.toString();
    }

    @Test
    void encodesAndDecodesLineByLine() throws IOException {
        String text = "the cat — ünï\n\nno line end";
        assertThat(run(text, "encode", "--tokenizer", tokenizer())).isZero();
        assertThat(out().lines()).hasSize(3);
        assertThat(error()).startsWith("encode: ").contains("lines 3");
        assertThat(run(out(), "decode", "--tokenizer", tokenizer())).isZero();
        assertThat(out()).isEqualTo(text + "\n");
    }

    @Test
    void printsTokensAndSpecialOnes() throws IOException {
        assertThat(run("the<|endoftext|>", "encode", "--tokenizer", tokenizer(), "--tokens", "--special"))
                .isZero();
        assertThat(out()).endsWith(" <|endoftext|>\n");
        assertThat(run("<|endoftext|>", "encode", "--tokenizer", tokenizer(), "--tokens"))
                .isZero();
        assertThat(out()).startsWith("< |");
    }

    @Test
    void countsLinesThatAreNoUtf8() throws IOException {
        assertThat(run(new byte[] {'a', (byte) 0xFF, '\n', 'b'}, "encode", "--tokenizer", tokenizer()))
                .isZero();
        assertThat(error()).contains("lines that were no UTF-8 1");
        assertThat(run(out(), "decode", "--tokenizer", tokenizer())).isZero();
        assertThat(out()).isEqualTo("a\uFFFD\nb\n");
    }

    @Test
    void namesTheLineOfAnIdThatIsNone() throws IOException {
        assertThat(run("1 2\n3 four\n", "decode", "--tokenizer", tokenizer())).isEqualTo(1);
        assertThat(error())
                .isEqualTo("millrace decode: standard input: line 2: \"four\" is no token id (must be from 0 to 261)"
                        + " (--debug shows the stack)\n");
        assertThat(run("262", "decode", "--tokenizer", tokenizer(), "--debug")).isEqualTo(1);
        assertThat(error()).contains("line 1: \"262\" is no token id").contains("\tat ");
    }

    @Test
    void scoresLinesByAnNgramModel() throws IOException {
        Path model = Files.writeString(
                folder.resolve("small.arpa"),
                "\\data\\\nngram 1=4\n\\1-grams:\n-3 <unk>\n-99 <s>\n-1 </s>\n-1 mill\n\\end\\\n");
        assertThat(run("mill mill\n\nwheel\n", "perplexity", "--model", model.toString()))
                .isZero();
        assertThat(out().lines()).containsExactly("-3.0000\t10.00\t3\t0", "0.0000\t-\t0\t0", "-4.0000\t100.00\t2\t1");
        assertThat(error()).startsWith("perplexity: 5 tokens").contains("log10 probability -7", "unknown 1");
        assertThat(run("{\"text\":\"mill\"}\n", "perplexity", "--model", model.toString(), "--jsonl"))
                .isZero();
        assertThat(out()).isEqualTo("{\"log10\":-2.0,\"perplexity\":10.0,\"tokens\":2,\"unknown\":0}\n");
        assertThat(run("{\n", "perplexity", "--model", model.toString(), "--jsonl"))
                .isEqualTo(1);
        assertThat(error()).startsWith("millrace perplexity: standard input: line 1 is no JSON: ");
        assertThat(run("", "perplexity", "--model", folder + "/none")).isEqualTo(1);
        assertThat(error()).contains("none").hasLineCount(1);
    }

    @Test
    void printsNeighboursAndAnalogies() throws IOException {
        Path model =
                Files.writeString(folder.resolve("vectors.txt"), "4 2\nman 1 0\nking 1 1\nwoman -1 0.1\nqueen -1 1\n");
        assertThat(run("", "neighbours", "--model", model.toString(), "king", "--top", "2"))
                .isZero();
        assertThat(out()).isEqualTo("0.7071\tman\n0.0000\tqueen\n");
        assertThat(run("", "neighbours", "--model", model.toString(), "man", "king", "woman", "--top", "1"))
                .isZero();
        assertThat(out()).endsWith("\tqueen\n");
        assertThat(run("", "neighbours", "--model", model.toString(), "duke")).isEqualTo(1);
        assertThat(error()).contains("vectors.txt: has no vector of duke");
        assertThat(run("", "neighbours", "--model", model.toString(), "a", "b")).isEqualTo(2);
        Files.writeString(folder.resolve("subwords.txt"), "2 2\n1-1-1 0 0\n0 1 0\n");
        assertThat(run("", "neighbours", "--model", model.toString(), "duke", "--top", "1"))
                .isZero();
        assertThat(out()).isEqualTo("1.0000\tman\n");
    }

    @Test
    void wrongUseIsOneLineAndStatusTwo() {
        assertThat(run("", "encode")).isEqualTo(2);
        assertThat(error())
                .isEqualTo(
                        "millrace encode: Missing required option: '--tokenizer=FILE' (see millrace encode --help)\n");
        assertThat(run("", "encdoe")).isEqualTo(2);
        assertThat(error()).isEqualTo("millrace: no command encdoe; did you mean encode? (see millrace --help)\n");
        assertThat(run("")).isEqualTo(2);
        assertThat(error()).startsWith("Usage: millrace");
    }

    @Test
    void aMistypedKeyIsWrongUse() {
        assertThat(run("", "extract", "-", "-D", "stages.extract.max-byte=3")).isEqualTo(2);
        assertThat(error())
                .isEqualTo("millrace extract: -D stages.extract.max-byte: unknown key stages.extract.max-byte = \"3\";"
                        + " did you mean stages.extract.max-bytes?\n");
    }

    @Test
    void printsTheSettingsInForce() {
        assertThat(run("", "extract", "-", "-D", "stages.extract.max-nodes=77", "--print-config"))
                .isZero();
        assertThat(out()).contains("max-nodes=\"77\"").contains("composition=nfc");
    }

    @Test
    void aMissingFileFailsInOneLine() {
        String missing = folder.resolve("missing.json").toString();
        assertThat(run("", "encode", "--tokenizer", missing)).isEqualTo(1);
        assertThat(error()).startsWith("millrace encode: " + missing).hasLineCount(1);
    }

    @Test
    void writesTheFiguresAsJson() throws IOException {
        Path summary = folder.resolve("summary.json");
        assertThat(run("a\nb\n", "encode", "--tokenizer", tokenizer(), "--summary", summary.toString()))
                .isZero();
        assertThat(summary).content().contains("\"command\" : \"encode\"").contains("\"lines\" : 2");
    }

    @Test
    void tellsLanguagesLineByLine() {
        String german = "Wer reitet so spät durch Nacht und Wind? Es ist der Vater mit seinem Kind.";
        assertThat(run(german + "\n\nТри девицы под окном пряли поздно вечерком.\n", "detect-language"))
                .isZero();
        assertThat(out().lines().map(line -> line.substring(0, line.indexOf('\t'))))
                .containsExactly("de", "und", "ru");
    }

    @Test
    void countsJsonLinesWithoutTextAsUndetermined() {
        String lines =
                "{\"page\":{\"text\":\"Три девицы под окном пряли поздно вечерком.\"}}\n{\"page\":5}\nno JSON\n\n";
        assertThat(run(lines, "detect-language", "--field", "page.text")).isZero();
        assertThat(out().lines().map(line -> line.substring(0, line.indexOf('\t'))))
                .containsExactly("ru", "und", "und", "und");
        assertThat(error()).contains("line 2 has no text in field page.text").contains("lines without text 3");
    }

    @Test
    void extractsAPageFromStandardInput() {
        String page = "<html><body><nav><a href=x>Home</a></nav><article><p>" + "The river runs to the sea. ".repeat(20)
                + "</p></article></body></html>";
        assertThat(run(page, "extract", "-")).isZero();
        assertThat(out()).startsWith("The river runs to the sea.").doesNotContain("Home");
        assertThat(run("", "extract", "-")).isEqualTo(1);
        assertThat(error())
                .startsWith("millrace extract: standard input: no text: extract/")
                .hasLineCount(1);
    }

    @Test
    void extractsAFolderToAFilePerPage() throws IOException {
        Path site = Files.createDirectories(folder.resolve("site/a"));
        Files.writeString(site.resolve("b.html"), "<p>" + "Words of a page. ".repeat(30) + "</p>");
        Path texts = folder.resolve("texts");
        assertThat(run("", "extract", folder.resolve("site").toString(), "--output", texts.toString()))
                .isZero();
        assertThat(texts.resolve("site/a/b.txt")).content().startsWith("Words of a page.");
        assertThat(error()).contains("extract: 1 pages in ");
        assertThat(run("", "extract", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(error()).contains("no such file or directory").hasLineCount(1);
    }

    @Test
    void extractsATreeToFilesOfTheSameNames() throws IOException {
        Path site = Files.createDirectories(folder.resolve("site/a"));
        String words = "Words of a page, and more of them, all day. ".repeat(10);
        Files.writeString(
                site.resolve("b.html"),
                "<html lang=en><title>B</title><article><h2>Head</h2><p>" + words + "</article>");
        Files.writeString(site.resolve("bad.html"), "<img src=x>");
        Path texts = folder.resolve("texts");
        String input = folder.resolve("site").toString();
        assertThat(run("", "extract", "--input", input, "--output", texts.toString(), "--format", "markdown"))
                .isZero();
        assertThat(texts.resolve("a/b.md")).content().startsWith("## Head\n\nWords of a page,");
        assertThat(error()).contains("bad.html: no text: extract/no-main-text", "2 pages");
        assertThat(run("", "extract", "--input", input, "--output", texts.toString(), "--format", "json"))
                .isZero();
        assertThat(texts.resolve("a/b.json"))
                .content()
                .contains("\"title\":\"B\"", "\"language-hint\":\"en\"", "\"text\":\"Head\\n\\nWords");
        assertThat(run("", "extract", "--input", input, "--preset", "boldness")).isEqualTo(2);
        assertThat(run("", "extract")).isEqualTo(2);
    }

    @Test
    void measuresExtraction() throws IOException {
        Path page = folder.resolve("a.html");
        Files.writeString(page, "<p>" + "Words of a page. ".repeat(30) + "</p>");
        assertThat(run("", "bench", "extract", page.toString(), "--rounds", "2"))
                .isZero();
        assertThat(out()).startsWith("1 pages, 0.0 MB: ").contains(" pages/s", "a.html");
        assertThat(run("", "bench", "extract", page.toString(), "--rounds", "0"))
                .isEqualTo(2);
    }

    @Test
    void aJobWithoutItsInputNamesTheCommandThatMakesIt() {
        assertThat(run("", "evaluate", "--output", folder.toString())).isEqualTo(1);
        assertThat(error()).contains("millrace pretrain makes it").hasLineCount(1);
    }

    @Test
    void aRunWithoutInputsSaysHowToNameThem() {
        assertThat(run("", "run", "--output", folder.toString())).isEqualTo(2);
        assertThat(error())
                .startsWith("millrace run: reference.conf:")
                .endsWith("source.inputs: Invalid inputs: none (name at least one file, directory or glob)\n")
                .hasLineCount(1);
    }

    @Test
    void measuresTrainingSteps() throws IOException {
        Path summary = folder.resolve("bench.json");
        assertThat(run(
                        "",
                        "bench",
                        "train",
                        "--shape=llama",
                        "--context=4",
                        "--batch=2",
                        "--threads=2",
                        "--steps=1",
                        "--warmup=0",
                        "--summary",
                        summary.toString()))
                .as(error())
                .isZero();
        assertThat(out()).contains("llama: 7,211,264 parameters, context 4", "2 sequences, 8 tokens, on 2 threads");
        assertThat(error().lines().toList()).last().asString().startsWith("bench train: 8 tokens in ");
        assertThat(summary).content().contains("\"tokens/s\"", "\"mfu\"", "\"peak memory bytes\"");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThat(run("", "bench")).isEqualTo(2);
        assertThat(error()).startsWith("Usage: millrace bench");
        assertThat(run("", "bench", "train", "--shape=gpt9")).isEqualTo(2);
        assertThat(error()).contains("'gpt9'").contains("gpt2-large").hasLineCount(1);
        assertThat(run("", "bench", "train", "--batch=3", "--threads=2")).isEqualTo(2);
        assertThat(error())
                .isEqualTo("millrace bench train: Invalid batch: 3 (must be a multiple of the 2 threads)"
                        + " (see millrace bench train --help)\n");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        run("", "--help");
        List<String> commands = out().lines()
                .filter(line -> line.matches("  [a-z-]+  .*"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(commands).contains("quickstart", "run", "crawl-clean", "report", "decode");
        for (String command : commands) {
            assertThat(run("", command, "--help")).isZero();
            assertThat(out()).as(command).contains("Example").contains("millrace " + command);
        }
    }
}
