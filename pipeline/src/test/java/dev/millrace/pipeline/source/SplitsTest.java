package dev.millrace.pipeline.source;

import static dev.millrace.pipeline.source.InputFixture.gzip;
import static dev.millrace.pipeline.source.InputFixture.joined;
import static dev.millrace.pipeline.source.InputFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a file does not depend on how it is divided among tasks, whole or damaged. */
class SplitsTest {
    private static final long[] UNIT_BYTES = {3_500, 20_011, 100_001};

    private static final int CUTS = 30;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private int parts = 90;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.warc",
                "a.warc.gz",
                "whole.warc.gz",
                "a.warc.zst",
                "a.warc.bz2",
                "a.warc.xz",
                "a.arc",
                "a.arc.gz",
                "w-pages-a.xml",
                "w-pages-multistream.xml.bz2",
                "w-pages-single.xml.bz2",
                "w-pages-a.xml.gz",
                "a.jsonl",
                "a.jsonl.gz",
                "named-otherwise.jsonl",
                "a.parquet",
                "a.tar",
                "a.tar.xz",
                "a.zip"
            })
    void readTheSameDocumentsHoweverTheyAreCut(String name) throws IOException {
        byte[] bytes = file(name);
        List<String> whole = read(name, bytes, Long.MAX_VALUE);
        assertThat(whole).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        for (long unitBytes : UNIT_BYTES) {
            assertSame(whole, read(name, bytes, unitBytes), "units of " + unitBytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.warc",
                "a.warc.gz",
                "a.warc.zst",
                "a.arc.gz",
                "w-pages-multistream.xml.bz2",
                "a.jsonl",
                "a.zip"
            })
    void countTheSameDamageHoweverTheyAreCut(String name) throws IOException {
        byte[] sound = file(name);
        for (int n = 0; n < 6; n++) {
            byte[] bytes = sound.clone();
            int at = random.nextInt(bytes.length);
            for (int i = 0; i <= random.nextInt(3000) && at + i < bytes.length; i++) {
                bytes[at + i] ^= (byte) (1 + random.nextInt(255));
            }
            List<String> whole = read(name, bytes, Long.MAX_VALUE);
            for (long unitBytes : UNIT_BYTES) {
                assertSame(
                        whole, read(name, bytes, unitBytes), "damage " + n + " at " + at + ", units of " + unitBytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.warc",
                "a.warc.gz",
                "a.warc.zst",
                "a.warc.bz2",
                "a.arc",
                "a.arc.gz",
                "w-pages-multistream.xml.bz2",
                "a.jsonl.gz",
                "a.tar",
                "a.tar.xz",
                "a.zip",
                "a.parquet"
            })
    void yieldWhatCameBeforeACutAndCountIt(String name) throws IOException {
        parts = 70;
        byte[] whole = file(name);
        Set<String> documents = kept(name, whole);
        Set<String> before = Set.of();
        for (int cut : random.ints(CUTS, 1, whole.length).sorted().toArray()) {
            List<Outcome> outcomes = outcomes(name, Arrays.copyOf(whole, cut), Long.MAX_VALUE);
            Set<String> kept = kept(outcomes);
            assertThat(documents).as("cut at %d", cut).containsAll(kept);
            assertThat(kept).as("cut at %d", cut).containsAll(before);
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Rejected rejected) {
                    assertThat(rejected.rejection().stage()).isEqualTo(Sources.STAGE);
                    assertThat(outcome.document().provenance().offset()).isLessThanOrEqualTo(10L * whole.length);
                }
            }
            before = kept;
        }
        assertThat(name.endsWith("parquet") || before.size() > 8).isTrue();
    }

    private Set<String> kept(String name, byte[] bytes) throws IOException {
        return kept(outcomes(name, bytes, Long.MAX_VALUE));
    }

    private static Set<String> kept(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Kept)
                .map(outcome -> outcome.document().id().toString())
                .collect(Collectors.toSet());
    }

    private static void assertSame(List<String> whole, List<String> cut, String how) {
        List<String> lost = new ArrayList<>(whole);
        cut.forEach(lost::remove);
        List<String> more = new ArrayList<>(cut);
        whole.forEach(more::remove);
        assertThat(lost).as("lost in " + how).isEmpty();
        assertThat(more).as("more in " + how).isEmpty();
    }

    private List<Outcome> outcomes(String name, byte[] bytes, long unitBytes) throws IOException {
        Path file = InputFixture.write(folder, name, bytes);
        return InputFixture.readAll(InputFixture.settings(file, 1 << 16, unitBytes));
    }

    private List<String> read(String name, byte[] bytes, long unitBytes) throws IOException {
        return outcomes(name, bytes, unitBytes).stream()
                .map(SplitsTest::line)
                .sorted()
                .toList();
    }

    private static String line(Outcome outcome) {
        String rejection = outcome instanceof Outcome.Rejected rejected
                ? rejected.rejection().toString()
                : "";
        return outcome.document().provenance() + " " + outcome.document().id() + " " + rejection + " "
                + new TreeMap<>(outcome.document().attributes());
    }

    /** Text of some hundred bytes that compresses badly. */
    private String text(int i) {
        StringBuilder text = new StringBuilder("Document " + i + ": ");
        for (int n = 200 + random.nextInt(4000); n > 0; n--) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString()
                .replace("<", "(")
                .replace("&", "+")
                .replace("\"", "'")
                .replace("\\", "/");
    }

    private byte[] file(String name) throws IOException {
        if (name.endsWith(".parquet")) {
            return parquet();
        }
        if (name.endsWith(".zip")) {
            return zip();
        }
        byte[][] pieces = new byte[parts][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = part(name, i);
        }
        byte[] head = utf8(
                name.endsWith("xml") || name.contains(".xml.")
                        ? "<mediawiki><siteinfo><base>https://w.example/wiki/Main</base></siteinfo>\n"
                        : "");
        boolean single = name.startsWith("whole") || name.contains("single") || name.contains("xml.gz");
        if (name.contains(".tar")) {
            return name.endsWith("xz") ? xz(tar(pieces)) : tar(pieces);
        }
        if (single || name.endsWith(".jsonl.gz") || name.startsWith("named")) {
            byte[] all = joined(head, joined(pieces));
            return name.endsWith("bz2") ? bzip2(all) : gzip(all);
        }
        if (name.endsWith(".xz")) {
            return xz(joined(pieces));
        }
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] =
                    name.endsWith("gz") ? gzip(pieces[i]) : name.endsWith("zst") ? Zstd.compress(pieces[i]) : pieces[i];
        }
        if (name.endsWith("warc.bz2")) {
            return bzip2(joined(pieces));
        }
        return name.endsWith("bz2") ? multistream(head, pieces) : joined(head, joined(pieces));
    }

    private byte[] part(String name, int i) {
        String text = text(i);
        if (name.contains(".warc")) {
            return i % 10 == 9
                    ? InputFixture.record("request", "http://a.example/" + i, "application/http", utf8("GET /"), 5)
                    : InputFixture.page("http://a.example/" + i, "<p>" + text);
        }
        if (name.contains(".arc")) {
            byte[] http = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + text);
            String line = "http://a.example/" + i + " 192.0.2.1 20090101000000 text/html " + http.length + "\n";
            return joined(utf8(line), http, utf8("\n"));
        }
        if (name.contains(".xml")) {
            return utf8("<page><title>T" + i + "</title><ns>" + (i % 7 == 6 ? 1 : 0) + "</ns><id>" + i
                    + "</id><revision><text>" + text + "</text></revision></page>\n");
        }
        return name.contains(".tar") ? utf8(text) : utf8("{\"text\":\"" + text + "\"}\n");
    }

    private static byte[] multistream(byte[] head, byte[][] parts) throws IOException {
        byte[][] streams = new byte[parts.length / 10 + 1][];
        streams[0] = bzip2(head);
        for (int s = 1; s < streams.length; s++) {
            byte[] pages = new byte[0];
            for (int i = 0; i < 10; i++) {
                pages = joined(pages, parts[(s - 1) * 10 + i]);
            }
            streams[s] = bzip2(pages);
        }
        return joined(streams);
    }

    private static byte[] bzip2(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new BZip2CompressorOutputStream(out, 1)) {
            stream.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new XZCompressorOutputStream(out, 1)) {
            stream.write(bytes);
        }
        return out.toByteArray();
    }

    private byte[] tar(byte[][] parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (int i = 0; i < parts.length; i++) {
                boolean within = i % 20 == 19;
                byte[] bytes = within ? tar(new byte[][] {parts[i], parts[i - 1]}) : parts[i];
                String name = (i % 3 == 0 ? "long/".repeat(40) : "") + i + (within ? ".bin" : ".txt");
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < parts; i++) {
                zip.putNextEntry(new ZipEntry(i + ".html"));
                zip.write(utf8(text(i)));
            }
        }
        return out.toByteArray();
    }

    private byte[] parquet() throws IOException {
        Path file = Files.createTempDirectory(folder, "rows").resolve("rows.parquet");
        MessageType schema = MessageTypeParser.parseMessageType("message rows { required binary text (UTF8); }");
        try (var writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .withRowGroupSize(20_000L)
                .withPageSize(4_000)
                .build()) {
            for (int i = 0; i < 15 * parts; i++) {
                writer.write(new SimpleGroupFactory(schema).newGroup().append("text", i + text(i)));
            }
        }
        return Files.readAllBytes(file);
    }
}
