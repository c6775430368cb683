package dev.millrace.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.DocumentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String PAGE = "<html><head><title>Ducks</title></head><body><article><p>Ducks donâ€™t mind the"
            + " rain, and that is all there is to be said of it\u0007.</p></article></body></html>";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

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

    @Test
    void showsValuesLimitsChangesAndTheVerdict() throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), PAGE);

        assertThat(run("", "explain", page.toString())).isZero();

        assertThat(out())
                .contains("✓ extract", "bytes → ", "title                             Ducks")
                .contains("✓ normalise", "donâ€™t", "+ Ducks don’t")
                .containsPattern("score +0\\.\\d+|1\\.0000  > 0\\.6500")
                .containsPattern("words +\\d+  ≥ 50   ✗ too-few-words")
                .contains("pii                                 not reached; would keep")
                .endsWith("rejected by gopher-quality-datatrove: too-few-words, 17 against 50\n")
                .doesNotContain("\u001B", "\u0007");
        assertThat(error.toString(StandardCharsets.UTF_8)).startsWith("explain: 1 documents");
    }

    @Test
    void coloursWhenAskedTo() {
        assertThat(run(PAGE, "explain", "-", "--colour", "always")).isZero();
        assertThat(out()).contains("\u001B[32m✓", "\u001B[1;31mrejected");
    }

    @Test
    void tellsWhatAnEarlierRunMadeOfADocument() throws IOException {
        write("crawl-clean/kept", false);
        write("filter/rejected", true);

        assertThat(run("", "explain", ID, "--output", folder.toString())).isZero();

        assertThat(out())
                .startsWith("a.warc.gz @ 7")
                .contains("✓ crawl-clean", "✗ filter", "language.score")
                .contains("rejected by some-stage: some-rule, 1 against 2")
                .contains("by the settings given now", "✗ gopher-quality-datatrove");
    }

    @Test
    void readsADocumentOfAnEarlierRunFromItsSourceAgain() throws IOException {
        Path page =
                Files.writeString(Files.createDirectory(folder.resolve("crawl")).resolve("page.html"), PAGE);
        DocumentId id = DocumentId.of("crawl/page.html", 0, Files.readAllBytes(page));
        write("crawl-clean/kept", false, id.hex(), "crawl/page.html", 0);

        assertThat(run(
                        "",
                        "explain",
                        id.hex(),
                        "--output",
                        folder.toString(),
                        "-D",
                        "source.inputs=[" + page.getParent() + "]"))
                .isZero();

        String again = out();
        assertThat(run("", "explain", id.hex(), "--output", folder.toString(), "-D", "source.inputs=[" + page + "]"))
                .isZero();
        assertThat(out()).isEqualTo(again);
        assertThat(again).contains("Read from its source again", "✓ extract", "bytes → ", "✗ gopher-quality-datatrove");
    }

    @Test
    void saysThatThereIsNoSuchDocument() {
        assertThat(run("", "explain", ID, "--output", folder.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("no document " + ID);
    }

    private void write(String name, boolean rejected) throws IOException {
        write(name, rejected, ID, "a.warc.gz", 7);
    }

    private void write(String name, boolean rejected, String id, String source, long offset) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message spark_schema {"
                + " required binary id (UTF8); required binary source (UTF8); required int64 offset;"
                + " required binary uri (UTF8); required binary text (UTF8);"
                + " required group attributes (MAP) { repeated group key_value {"
                + " required binary key (UTF8); required binary value (UTF8); } }"
                + " required group measures (MAP) { repeated group key_value {"
                + " required binary key (UTF8); required double value; } }"
                + " optional group rejection { required binary stage (UTF8); required binary rule (UTF8);"
                + " required double measured; required double limit; required binary detail (UTF8);"
                + " required binary survivor (UTF8); } }");
        Path file = folder.resolve(name).resolve("part-00000.parquet");
        Files.createDirectories(file.getParent());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .build()) {
            Group row = new SimpleGroupFactory(schema)
                    .newGroup()
                    .append("id", id)
                    .append("source", source)
                    .append("offset", offset)
                    .append("uri", "http://a.example/")
                    .append("text", "Ducks like the rain.");
            row.addGroup("attributes")
                    .addGroup("key_value")
                    .append("key", "language")
                    .append("value", "en");
            row.addGroup("measures")
                    .addGroup("key_value")
                    .append("key", "language.score")
                    .append("value", .9);
            if (rejected) {
                row.addGroup("rejection")
                        .append("stage", "some-stage")
                        .append("rule", "some-rule")
                        .append("measured", 1.0)
                        .append("limit", 2.0)
                        .append("detail", "")
                        .append("survivor", "");
            }
            writer.write(row);
        }
    }
}
