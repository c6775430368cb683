package dev.millrace.jobs.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.cli.CommandLineTool;
import dev.millrace.jobs.cli.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow on a crawl of a few pages. */
class FlowTest {
    private static final String[] WORDS =
            "the river of a mill and stone that be with have to wheel grain house year north road bridge village"
                    .split(" ");
    private static final int PAGES = 24;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private Path configuration;

    @BeforeEach
    void writeACrawl() throws IOException {
        Path crawl = Files.createDirectories(folder.resolve("crawl"));
        for (int page = 0; page < PAGES; page++) {
            Files.writeString(crawl.resolve("page-" + page + ".html"), "<article>" + paragraphs(page) + "</article>");
        }
        Files.writeString(crawl.resolve("again.html"), "<article>" + paragraphs(3) + "</article>");
        Files.writeString(crawl.resolve("short.html"), "<article><p>Too short to keep.</p></article>");
        configuration = folder.resolve("small.conf");
        Files.writeString(configuration, """
                source { inputs = ["%s"], unit-files = 5 }
                crawl-clean { chain = [extract, normalise], shards = 2 }
                dedupe.shards = 2
                filter { chain = [gopher-quality-datatrove, pii], shards = 2 }
                train-tokenizer.vocabulary-size = 320
                tokenize { split { validation = 0.2, test = 0 }, pack { context = 16, bins = 2, shards = 2 } }
                model { width = 16, layers = 1, heads = 2 }
                pretrain {
                  steps = 4
                  batch { micro-batch = 2, micro-batches = 2 }
                  schedule.warmup = 1
                  evaluation = null
                }
                generate.maximum-tokens = 4
                """.formatted(crawl));
    }

    private static String paragraphs(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int paragraph = 0; paragraph < 3; paragraph++) {
            text.append("<p>");
            for (int word = 0; word < 60; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(word % 12 == 11 ? ". " : " ");
            }
            text.append("</p>");
        }
        return text.toString();
    }

    private int run(String output, String... more) {
        return command("run", output, more);
    }

    private int command(String name, String output, String... more) {
        out.reset();
        error.reset();
        String[] arguments = Stream.concat(
                        Stream.of(
                                name,
                                "--config",
                                configuration.toString(),
                                "--output",
                                folder.resolve(output).toString(),
                                "--debug"),
                        Stream.of(more))
                .toArray(String[]::new);
        return CommandLineTool.run(
                new Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(error, true, StandardCharsets.UTF_8),
                        OptionalInt.empty()),
                arguments);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    /** Digests of all that must not differ from run to run. */
    private SortedMap<String, BigInteger> bytes(String output) throws IOException, NoSuchAlgorithmException {
        SortedMap<String, BigInteger> digests = new TreeMap<>();
        Path root = folder.resolve(output);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (!name.startsWith("runs") && !name.startsWith("report")) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                    digests.put(name, new BigInteger(1, digest));
                }
            }
        }
        return digests;
    }

    @Test
    void endsInTheSameBytesOnAnyCoresIsFoundDoneAndGated() throws Exception {
        assertThat(run("one", "--master", "local[1]")).as(error()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Documents       26 in, 24 kept")
                .contains("1 dedupe/exact")
                .contains("1 gopher-quality-datatrove/too-few-words")
                .contains("report.html");
        assertThat(error()).containsPattern("pretrain: .* tokens/s of the steps [0-9].*, mfu [0-9]");
        assertThat(folder.resolve("one/runs/board"))
                .isDirectoryContaining("glob:**/events.out.tfevents.*")
                .isDirectoryNotContaining("glob:**.crc");
        assertThat(run("two", "--master", "local[2]", "-D", "run.partitions=3"))
                .as(error())
                .isZero();
        assertThat(bytes("two")).isEqualTo(bytes("one")).containsKeys("tokens/manifest.json", "model/samples.json");

        assertThat(run("one", "--master", "no such master, and none is asked")).isZero();
        assertThat(error().lines().filter(line -> line.contains(": found done, ")))
                .hasSize(10);

        assertThat(run("one", "-D", "gates.max-validation-loss=0.1")).isEqualTo(3);
        assertThat(error()).contains("millrace run: evaluate: gates.max-validation-loss tripped: validation loss ");
        anNgramModelIsTheBaselineAndMeasuresDocuments();
    }

    private void anNgramModelIsTheBaselineAndMeasuresDocuments() throws IOException {
        String text = "train-ngram.text={unit=token,words=whitespace,letters=as-is,sequence=document}";
        assertThat(command("train-ngram", "one", "-D", text, "-D", "train-ngram.order=2"))
                .as(error())
                .isZero();
        Path model = folder.resolve("one/ngram/model.ngram");
        for (int time = 0; time < 2; time++) {
            assertThat(command("evaluate", "one", "-D", "evaluate.ngram=" + model))
                    .as(error())
                    .isZero();
            assertThat(error()).contains("evaluate: found done, ").containsPattern("n-gram bits per byte [0-9.]+");
        }
        String models = "stages.perplexity.models=[{language=\"*\",file=\"" + model + "\"}]";
        assertThat(command("perplexity-cutoffs", "one", "-D", models))
                .as(error())
                .isZero();
        assertThat(folder.resolve("one/perplexity/percentiles.json")).content().contains("\"*\"");
    }
}
