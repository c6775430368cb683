package dev.millrace.pipeline.source;

import static dev.millrace.pipeline.source.InputFixture.gzip;
import static dev.millrace.pipeline.source.InputFixture.readAll;
import static dev.millrace.pipeline.source.InputFixture.settings;
import static dev.millrace.pipeline.source.InputFixture.told;
import static dev.millrace.pipeline.source.InputFixture.utf8;
import static dev.millrace.pipeline.source.InputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTest {
    @TempDir
    Path folder;

    @Test
    void readsPagesBelowADirectory() throws IOException {
        write(folder, "site/b/two.htm", utf8("<p>two"));
        write(folder, "site/one.html.gz", gzip(utf8("<p>one")));
        write(folder, "site/style.css", utf8("p {}"));
        write(folder, "site/.hidden.html", utf8("<p>hidden"));
        write(folder, "site/empty.html");
        List<Outcome> outcomes = readAll(folder.resolve("site"));
        assertThat(told(outcomes)).containsExactly("<p>two", "<p>one");
        assertThat(outcomes.get(0).document().provenance().toString()).isEqualTo("site/b/two.htm@0");
    }

    @Test
    void readsPagesInAnArchive() throws IOException {
        Path jar = write(folder, "docs.jar", zip("a.html", "<p>a", "b.css", "p {}", "c/d.xhtml", "<p>d"));
        List<Outcome> outcomes = readAll(jar);
        assertThat(told(outcomes)).containsExactly("<p>a", "<p>d");
        assertThat(outcomes.get(1).document().provenance().source()).isEqualTo("docs.jar!/c/d.xhtml");
        assertThat(outcomes.get(1).document().attributes()).containsEntry("media-type", "application/xhtml+xml");
    }

    @Test
    void readsTheWholeEntriesOfACutOffArchive() throws IOException {
        byte[] zip = zip("a.html", "<p>a", "b.html", "<p>b", "c.html", "<p>" + "c".repeat(9));
        byte[] cut = Arrays.copyOf(zip, indexOf(zip, "c.html") + 10);
        assertThat(told(readAll(write(folder, "cut.zip", cut))))
                .containsExactly("<p>a", "<p>b", "source/damaged-zip", "source/damaged-zip");
    }

    @Test
    void countsADamagedEntryAndReadsTheOthers() throws IOException {
        byte[] zip = zip("a.html", "<p>a", "b.html", "<p>b", "c.html", "<p>c");
        zip[indexOf(zip, "b.html") + 7] ^= 0x55;
        assertThat(told(readAll(write(folder, "hurt.zip", zip)))).containsExactly("<p>a", "source/damaged-zip", "<p>c");
    }

    @Test
    void boundsWhatAnEntryUnpacksTo() throws IOException {
        Path bomb = write(folder, "bomb.zip", zip("a.html", "x".repeat(3_000_000), "b.html", "<p>b"));
        assertThat(told(readAll(bomb))).containsExactly("source/record-too-large", "<p>b");
    }

    @Test
    void readsTextWithNulBytes() throws IOException {
        assertThat(told(readAll(write(folder, "a.txt", utf8("a\u0000b"))))).containsExactly("a\u0000b");
    }

    @Test
    void refusesAFileOfAHundredMegabytesWithoutHoldingIt() throws IOException {
        Path file = folder.resolve("big.html");
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L << 20);
        }
        List<Outcome> outcomes = readAll(settings(file, 10 << 20));
        assertThat(told(outcomes)).containsExactly("source/record-too-large");
        assertThat(((Outcome.Rejected) outcomes.get(0)).rejection().measured()).isEqualTo(100L << 20);
    }

    @Test
    void readsJsonLinesAndCountsWhatIsNone() throws IOException {
        String lines = """
                {"text": "one", "url": "http://1/", "id": "x1", "lang": "en"}
                not json

                {"text": "two\\u0000", "lang": {"a": 1}}
                [1]
                {"body": "no text"}
                {"text": "last"} trailing
                {"text": "end"}""";
        List<Outcome> outcomes = readAll(write(folder, "a.jsonl", utf8(lines)));
        assertThat(told(outcomes))
                .containsExactly(
                        "one",
                        "source/broken-json",
                        "two\u0000",
                        "source/broken-json",
                        "source/no-text-field",
                        "source/broken-json",
                        "end");
        Document first = outcomes.get(0).document();
        assertThat(first.provenance().uri()).isEqualTo("http://1/");
        assertThat(first.attributes()).containsEntry("source-id", "x1").containsEntry("lang", "en");
        Outcome.Rejected broken = (Outcome.Rejected) outcomes.get(1);
        assertThat(broken.document().provenance().offset()).isEqualTo(lines.indexOf("not json"));
        assertThat(broken.rejection().detail()).startsWith("line at byte 62: ");
    }

    @Test
    void readsLinesBeforeATruncationAndPassesLinesThatAreTooLong() throws IOException {
        byte[] whole =
                gzip(utf8("{\"text\": \"one\"}\n{\"text\": \"" + "x".repeat(5_000) + "\"}\n{\"text\": \"two\"}\n"));
        Path file = write(folder, "a.jsonl.gz", whole);
        assertThat(told(readAll(settings(file, 1_000)))).containsExactly("one", "source/record-too-large", "two");
        Path cut = write(folder, "cut.jsonl.gz", Arrays.copyOf(whole, whole.length - 4));
        List<Outcome> outcomes = readAll(settings(cut, 1_000));
        assertThat(told(outcomes)).containsExactly("one", "source/record-too-large", "two", "source/truncated-gzip");
        assertThat(((Outcome.Rejected) outcomes.get(3)).rejection().detail())
                .isEqualTo("the file ends within the gzip member at byte 0, after byte 5045 of the text");
    }

    @Test
    void readsParquetRowsByNestedField() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message row { optional binary url (STRING);"
                + " optional group doc { optional binary body (STRING); } required int64 id; }");
        Path file = folder.resolve("rows.parquet");
        try (var writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
                .withType(schema)
                .build()) {
            SimpleGroupFactory rows = new SimpleGroupFactory(schema);
            var one = rows.newGroup().append("url", "http://1/").append("id", 7L);
            one.addGroup("doc").append("body", "one");
            writer.write(one);
            writer.write(rows.newGroup().append("id", 8L));
        }
        SourceSettings defaults = settings(file, 1_000);
        SourceSettings nested = new SourceSettings(
                defaults.inputs(),
                SourceFormat.PARQUET,
                1_000,
                1,
                1,
                "doc.body",
                defaults.uriField(),
                defaults.idField(),
                List.of(),
                List.of(0),
                IndexSelection.defaults());
        List<Outcome> outcomes = readAll(nested);
        assertThat(told(outcomes)).containsExactly("one", "source/no-text-field");
        assertThat(outcomes.get(0).document().attributes()).containsEntry("source-id", "7");
        assertThat(outcomes.get(0).document().provenance().uri()).isEqualTo("http://1/");
        assertThatThrownBy(() -> readAll(defaults))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("source.text-field: no column \"text\" of text in ")
                .hasMessageEndingWith("(it has url, doc, id)");
    }

    @Test
    void countsABrokenParquetFile() throws IOException {
        assertThat(told(readAll(write(folder, "a.parquet", utf8("no Parquet at all")))))
                .containsExactly("source/damaged-parquet");
        assertThat(readAll(write(folder, "b.parquet"))).isEmpty();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(utf8(namesAndTexts[i + 1]));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
