package dev.millrace.pipeline.source;

import static dev.millrace.pipeline.source.InputFixture.joined;
import static dev.millrace.pipeline.source.InputFixture.utf8;
import static dev.millrace.pipeline.source.InputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives, dumps, indexes and compressions beside gzip and zip. */
class MoreSourcesTest {
    @TempDir
    private Path folder;

    private interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] bytes, Compressor compressor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = compressor.over(out)) {
            stream.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] tar(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                byte[] bytes = (byte[]) namesAndBytes[i + 1];
                TarArchiveEntry entry = new TarArchiveEntry((String) namesAndBytes[i]);
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static List<Outcome> read(Path file) throws IOException {
        return InputFixture.readAll(InputFixture.settings(file, 1 << 20));
    }

    private static List<Outcome> read(Path file, SourceFormat format, IndexSelection index) {
        SourceSettings all = SourceSettings.of(List.of(file.toString()));
        return InputFixture.readAll(new SourceSettings(
                all.inputs(),
                format,
                1 << 20,
                all.unitBytes(),
                all.unitFiles(),
                all.textField(),
                all.uriField(),
                all.idField(),
                all.attributeFields(),
                List.of(0),
                index));
    }

    private static IndexSelection selection(
            String base,
            List<String> domains,
            List<String> languages,
            List<String> mediaTypes,
            List<Integer> statuses) {
        return new IndexSelection(base, List.of(), List.of(), domains, languages, mediaTypes, statuses);
    }

    private static String key(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected
                ? rejected.rejection().key()
                : "kept";
    }

    private static String text(Outcome outcome) {
        Document document = outcome.document();
        return document.content() instanceof Content.Payload payload
                ? new String(payload.bytes(), StandardCharsets.UTF_8)
                : document.text();
    }

    @Test
    void readsWarcInFramesOfZstandard() throws IOException {
        byte[] first = InputFixture.page("http://a.example/", "<p>one");
        byte[] second = InputFixture.page("http://b.example/", "<p>two");
        byte[] frame = Zstd.compress(first);
        Path file = write(folder, "x.warc.zst", frame, Zstd.compress(second));

        List<Outcome> outcomes = read(file);

        assertThat(outcomes).extracting(MoreSourcesTest::text).containsExactly("<p>one", "<p>two");
        assertThat(outcomes.get(1).document().provenance().offset()).isEqualTo(frame.length);
    }

    @Test
    void readsFramesByTheDictionaryOfTheFirst() throws IOException {
        byte[] dictionary = utf8(
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n".repeat(4));
        byte[] page = InputFixture.page("http://a.example/", "<p>one");
        byte[] frame;
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            frame = context.loadDict(dictionary).compress(page);
        }
        for (byte[] stored : List.of(dictionary, Zstd.compress(dictionary))) {
            byte[] head = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x184D2A5D)
                    .putInt(stored.length)
                    .array();
            Path file = write(folder, "d" + stored.length + ".warc.zst", head, stored, frame, frame);
            assertThat(read(file)).extracting(MoreSourcesTest::text).containsExactly("<p>one", "<p>one");
        }
    }

    @Test
    void goesOnAfterABrokenFrame() throws IOException {
        byte[] broken = Zstd.compress(InputFixture.page("http://a.example/", "<p>one".repeat(50)));
        broken[broken.length / 2] ^= 0x55;
        Path file =
                write(folder, "x.warc.zst", broken, Zstd.compress(InputFixture.page("http://b.example/", "<p>two")));
        assertThat(read(file))
                .extracting(MoreSourcesTest::key)
                .contains("source/damaged-zstd")
                .endsWith("kept");
    }

    @Test
    void readsJsonLinesInEveryCompression() throws IOException {
        byte[] lines = utf8("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
        Path bzip2 = write(folder, "a.jsonl.bz2", compressed(lines, BZip2CompressorOutputStream::new));
        Path xz = write(folder, "b.jsonl.xz", compressed(lines, XZCompressorOutputStream::new));
        Path zstd = write(folder, "c.jsonl.zst", Zstd.compress(lines));
        for (Path file : List.of(bzip2, xz, zstd)) {
            assertThat(read(file)).extracting(MoreSourcesTest::text).containsExactly("one", "two");
        }
    }

    @Test
    void yieldsWhatCameBeforeTheBreakOfABzip2File() throws IOException {
        byte[] stream = compressed(utf8("{\"text\":\"one\"}\n".repeat(8000)), BZip2CompressorOutputStream::new);
        Path file = write(folder, "a.jsonl.bz2", stream, Arrays.copyOf(stream, stream.length / 2));
        List<Outcome> outcomes = read(file);
        assertThat(outcomes.size()).isEqualTo(8001);
        assertThat(key(outcomes.get(7999))).isEqualTo("kept");
        assertThat(key(outcomes.get(8000))).isEqualTo("source/damaged-bzip2");
    }

    @Test
    void readsArcRecords() throws IOException {
        byte[] page = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>arc");
        byte[] gone = utf8("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone");
        byte[] head = utf8("filedesc://x.arc 0.0.0.0 20090101000000 text/plain 10\n1 0 org\nxx\n");
        byte[] one = utf8("http://a.example/ 192.0.2.1 20090101000000 text/html " + page.length + "\n");
        byte[] two =
                utf8("http://a.example/b 192.0.2.1 20090101000000 text/html 404 - - 0 x.arc " + gone.length + "\n");
        byte[] end = utf8("\n");
        Path plain = write(folder, "x.arc", head, end, one, page, end, utf8("junk\n"), two, gone, end);
        Path gzip = write(
                folder,
                "y.arc.gz",
                InputFixture.gzip(joined(head, end)),
                InputFixture.gzip(joined(one, page, end)),
                InputFixture.gzip(joined(two, gone, end)));

        assertThat(read(plain))
                .extracting(MoreSourcesTest::key)
                .containsExactly("source/wrong-length", "source/http-status");
        List<Outcome> outcomes = read(gzip);
        assertThat(outcomes).extracting(MoreSourcesTest::key).containsExactly("kept", "source/http-status");
        assertThat(text(outcomes.get(0))).isEqualTo("<p>arc");
        assertThat(outcomes.get(0).document().provenance().uri()).isEqualTo("http://a.example/");
    }

    @Test
    void readsArchivesWithinArchives() throws IOException {
        byte[] inner =
                compressed(tar("0001.txt", utf8("first"), "0002.txt", utf8("second")), XZCompressorOutputStream::new);
        byte[] outer = tar("sets/part1_data.xz", inner, "note.html", utf8("<p>page"), "skip.bin", new byte[9]);
        Path file = write(folder, "texts.tar.xz", compressed(outer, XZCompressorOutputStream::new));

        List<Outcome> outcomes = read(file);

        assertThat(outcomes).extracting(MoreSourcesTest::text).containsExactly("first", "second", "<p>page");
        assertThat(outcomes.get(0).document().provenance().source())
                .isEqualTo("texts.tar.xz!/sets/part1_data.xz!/0001.txt");
    }

    @Test
    void yieldsTheEntriesBeforeTheBreakOfAnArchive() throws IOException {
        byte[] whole = tar("a.txt", utf8("one"), "b.txt", utf8("x".repeat(4000)));
        Path file = write(folder, "cut.tar", Arrays.copyOf(whole, 2000));
        assertThat(read(file))
                .extracting(MoreSourcesTest::key)
                .containsExactly("kept", "source/damaged-entry", "source/damaged-tar");
    }

    @Test
    void readsPagesOfAWiki() throws IOException {
        String xml = "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\"><siteinfo>"
                + "<base>https://w.example/wiki/Main_Page</base></siteinfo>"
                + page("Salt water", 0, "", "'''Salt''' &amp; [[water]]{{x}}")
                + page("Talk:Salt", 1, "", "hm")
                + page("NaCl", 0, "<redirect title=\"Salt\" />", "#REDIRECT [[Salt]]")
                + "<page><title>Cut";
        Path file = write(
                folder,
                "w-pages-articles.xml.bz2",
                compressed(utf8(xml.substring(0, 100)), BZip2CompressorOutputStream::new),
                compressed(utf8(xml.substring(100)), BZip2CompressorOutputStream::new));

        List<Outcome> outcomes = read(file);

        assertThat(outcomes)
                .extracting(MoreSourcesTest::key)
                .containsExactly("kept", "source/namespace", "source/redirect", "source/broken-xml");
        Document document = outcomes.get(0).document();
        assertThat(document.text()).isEqualTo("Salt & water");
        assertThat(document.provenance().uri()).isEqualTo("https://w.example/wiki/Salt_water");
        assertThat(document.attributes()).containsEntry("source-id", "7").containsEntry("title", "Salt water");
    }

    private static String page(String title, int namespace, String redirect, String text) {
        return "<page><title>" + title + "</title><ns>" + namespace + "</ns><id>7</id>" + redirect
                + "<revision><id>99</id><text xml:space=\"preserve\">" + text + "</text></revision></page>";
    }

    @Test
    void readsTheRecordsThatAnIndexChooses() throws IOException {
        byte[][] records = new byte[4][];
        for (int i = 0; i < records.length; i++) {
            records[i] = InputFixture.gzip(InputFixture.page("http://s" + i + ".example/", "<p>page " + i));
        }
        write(folder, "crawl/w.warc.gz", records);
        Path index = folder.resolve("index.parquet");
        MessageType schema = MessageTypeParser.parseMessageType("message spark_schema {"
                + " optional binary url (UTF8); optional binary url_host_registered_domain (UTF8);"
                + " optional int32 fetch_status (INTEGER(16,true)); optional binary content_mime_detected (UTF8);"
                + " optional binary content_languages (UTF8); optional binary warc_filename (UTF8);"
                + " optional int32 warc_record_offset; optional int32 warc_record_length; }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(index.toUri()))
                .withType(schema)
                .build()) {
            int offset = 0;
            String[] languages = {"eng", "deu,eng", "eng,fra", "eng"};
            for (int i = 0; i < records.length; i++) {
                writer.write(new SimpleGroupFactory(schema)
                        .newGroup()
                        .append("url", "http://s" + i + ".example/")
                        .append("url_host_registered_domain", i == 3 ? "other.example" : "some.example")
                        .append("fetch_status", i == 0 ? 404 : 200)
                        .append("content_mime_detected", "text/html")
                        .append("content_languages", languages[i])
                        .append("warc_filename", i == 2 ? "w.warc.gz" : i == 3 ? "missing.warc.gz" : "w.warc.gz")
                        .append("warc_record_offset", offset)
                        .append("warc_record_length", records[i].length));
                offset += records[i].length;
            }
        }
        String base = folder.resolve("crawl").toUri().toString();
        IndexSelection english =
                selection(base, List.of("some.example"), List.of("eng"), List.of("text/html"), List.of(200));
        List<Outcome> outcomes = read(index, SourceFormat.INDEX, english);
        assertThat(outcomes).extracting(MoreSourcesTest::text).containsExactly("<p>page 2");
        assertThat(outcomes.get(0).document().provenance().source()).isEqualTo("w.warc.gz");
        assertThat(outcomes.get(0).document().provenance().offset()).isEqualTo(records[0].length + records[1].length);

        IndexSelection all = selection(base, List.of(), List.of(), List.of(), List.of());
        assertThat(read(index, SourceFormat.INDEX, all))
                .extracting(MoreSourcesTest::key)
                .containsExactly("source/missing-file", "kept", "kept", "kept");
    }

    @Test
    void readsCodeByItsNames() throws IOException {
        write(folder, "repo/src/Main.java", utf8("class Main {}"));
        write(folder, "repo/Makefile", utf8("all:"));
        write(folder, "repo/logo.png", new byte[] {1, 2});
        write(folder, "repo/odd.c", new byte[] {'a', 0, 'b'});
        write(folder, "repo/.git/x.py", utf8("no"));
        List<Outcome> outcomes = read(folder.resolve("repo"), SourceFormat.CODE, IndexSelection.defaults());
        assertThat(outcomes).extracting(MoreSourcesTest::key).containsExactly("kept", "source/media-type", "kept");
        assertThat(outcomes.get(2).document().attributes()).containsEntry("code-language", "Java");
        assertThat(outcomes.get(2).document().provenance().source()).isEqualTo("repo/src/Main.java");
    }

    @Test
    void readsWhatMetadataSaysAboutAPage() throws IOException {
        String json = "{\"Envelope\":{\"Payload-Metadata\":{\"HTTP-Response-Metadata\":{\"HTML-Metadata\":{\"Head\":"
                + "{\"Title\":\"A title\",\"Metas\":[{\"name\":\"description\",\"content\":\"About it\"}]},"
                + "\"Links\":[{\"path\":\"A@/href\",\"url\":\"/x\",\"text\":\"A link\"},{\"url\":\"/y\"}]}}}}}";
        byte[] request = utf8("{\"Envelope\":{\"Payload-Metadata\":{\"HTTP-Request-Metadata\":{}}}}");
        Path file = write(
                folder,
                "x.warc.wat",
                InputFixture.record("metadata", "http://a.example/", "application/json", request, request.length),
                InputFixture.record(
                        "metadata", "http://a.example/", "application/json", utf8(json), utf8(json).length));
        List<Outcome> outcomes = read(file);
        assertThat(outcomes).extracting(MoreSourcesTest::text).containsExactly("A title\nAbout it\nA link");
    }

    @Test
    void undoesBrotliAndZstandardOfTheWeb() throws IOException {
        byte[] brotli = {0x0B, 0x02, (byte) 0x80, 'h', 'e', 'l', 'l', 'o', 0x03};
        assertThat(new String(ContentCoding.decode(brotli, "br", 100).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(ContentCoding.decode(utf8("<html><p>plain"), "br", 100).bytes())
                .isEqualTo(utf8("<html><p>plain"));
        assertThat(ContentCoding.decode(brotli, "br", 3).tooLarge()).isTrue();
        byte[] zstd = Zstd.compress(utf8("hello"));
        assertThat(ContentCoding.decode(zstd, "zstd, identity", 100).bytes()).isEqualTo(utf8("hello"));
    }
}
