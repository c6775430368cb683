package dev.millrace.pipeline.source;

import static dev.millrace.pipeline.source.InputFixture.gzip;
import static dev.millrace.pipeline.source.InputFixture.joined;
import static dev.millrace.pipeline.source.InputFixture.page;
import static dev.millrace.pipeline.source.InputFixture.readAll;
import static dev.millrace.pipeline.source.InputFixture.record;
import static dev.millrace.pipeline.source.InputFixture.response;
import static dev.millrace.pipeline.source.InputFixture.settings;
import static dev.millrace.pipeline.source.InputFixture.told;
import static dev.millrace.pipeline.source.InputFixture.utf8;
import static dev.millrace.pipeline.source.InputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarcReadingTest {
    private static final byte[] A = page("http://a/", "<p>a</p>");
    private static final byte[] B = page("http://b/", "<p>b</p>");
    private static final byte[] C = page("http://c/", "<p>c</p>");

    @TempDir
    Path folder;

    @Test
    void readsRecordsCompressedOneByOneAsAWholeAndNotAtAll() throws IOException {
        List<String> pages = List.of("<p>a</p>", "<p>b</p>", "<p>c</p>");
        assertThat(told(readAll(write(folder, "one.warc.gz", gzip(A), gzip(B), gzip(C)))))
                .isEqualTo(pages);
        assertThat(told(readAll(write(folder, "whole.warc.gz", gzip(joined(A, B, C))))))
                .isEqualTo(pages);
        assertThat(told(readAll(write(folder, "plain.warc", A, B, C)))).isEqualTo(pages);
    }

    @Test
    void saysWhereARecordLies() throws IOException {
        Document second =
                readAll(write(folder, "x.warc.gz", gzip(A), gzip(B))).get(1).document();
        assertThat(second.provenance().toString()).isEqualTo("x.warc.gz@" + gzip(A).length);
        assertThat(second.provenance().uri()).isEqualTo("http://b/");
        assertThat(second.content()).isEqualTo(new Content.Payload(utf8("<p>b</p>"), "text/html", "utf-8"));
    }

    @Test
    void countsWhatIsNoPageAndPassesWhatSpeaksAboutPages() throws IOException {
        Path file = write(
                folder,
                "kinds.warc",
                record("warcinfo", "", "application/warc-fields", utf8("software: x\r\n"), 13),
                record("request", "http://a/", "application/http", utf8("GET / HTTP/1.1\r\n\r\n"), 18),
                response("http://gone/", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone"),
                response("http://image/", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u0089PNG"),
                response("http://empty/", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
                record("revisit", "http://a/", "application/http", utf8("HTTP/1.1 200 OK\r\n\r\n"), 19),
                record("metadata", "http://a/", "application/warc-fields", utf8("x: y"), 4),
                record("conversion", "http://a/", "text/plain", utf8("text of a\u0000"), 10),
                response("http://odd/", "no HTTP at all"),
                A);
        List<Outcome> outcomes = readAll(file);
        assertThat(told(outcomes))
                .containsExactly(
                        "source/http-status",
                        "source/media-type",
                        "source/empty-payload",
                        "source/revisit",
                        "text of a\u0000",
                        "source/broken-http",
                        "<p>a</p>");
        Outcome.Rejected gone = (Outcome.Rejected) outcomes.get(0);
        assertThat(gone.rejection().measured()).isEqualTo(404);
        assertThat(gone.rejection().limit()).isEqualTo(299);
    }

    @Test
    void undoesChunksAndContentEncodings() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(utf8("<p>deflated"));
        }
        Path file = write(
                folder,
                "codings.warc",
                response(
                        "http://chunked/",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ch\r\n6\r\nunked!\r\n0\r\n\r\n"),
                encoded("gzip", gzip(utf8("<p>zipped"))),
                encoded("deflate", deflated.toByteArray()),
                encoded("gzip", utf8("<p>not zipped")),
                encoded("br", utf8("?")),
                encoded("gzip", Arrays.copyOf(gzip(utf8("<p>cut")), 14)));
        assertThat(told(readAll(file)))
                .containsExactly(
                        "<p>chunked!",
                        "<p>zipped",
                        "<p>deflated",
                        "<p>not zipped",
                        "source/content-encoding",
                        "source/content-encoding");
    }

    @Test
    void boundsWhatACompressedPayloadUnpacksTo() throws IOException {
        Path file = write(folder, "bomb.warc", encoded("gzip", gzip(new byte[3_000_000])), A);
        assertThat(told(readAll(file))).containsExactly("source/record-too-large", "<p>a</p>");
    }

    @Test
    void keepsWhatCameBeforeATruncation() throws IOException {
        byte[] cut = Arrays.copyOf(gzip(C), gzip(C).length - 20);
        List<Outcome> outcomes = readAll(write(folder, "cut.warc.gz", gzip(A), gzip(B), cut));
        assertThat(told(outcomes)).containsExactly("<p>a</p>", "<p>b</p>", "source/truncated-gzip");
        Outcome.Rejected damage = (Outcome.Rejected) outcomes.get(2);
        int offset = gzip(A).length + gzip(B).length;
        assertThat(damage.document().provenance().toString()).isEqualTo("cut.warc.gz@" + offset);
        assertThat(damage.rejection().detail()).isEqualTo("the file ends within the gzip member at byte " + offset);
    }

    @Test
    void readsOnAfterADamagedMember() throws IOException {
        byte[] broken = gzip(page("http://b/", noise(5_000)));
        Arrays.fill(broken, 2_000, 2_400, (byte) 0x55);
        byte[] wrongSum = gzip(B);
        wrongSum[wrongSum.length - 6] ^= 1;
        assertThat(told(readAll(write(folder, "mid.warc.gz", gzip(A), broken, gzip(C)))))
                .containsExactly("<p>a</p>", "source/damaged-gzip", "<p>c</p>");
        assertThat(told(readAll(write(folder, "sum.warc.gz", gzip(A), wrongSum, gzip(C)))))
                .containsExactly("<p>a</p>", "source/damaged-gzip", "<p>c</p>");
        assertThat(told(readAll(write(folder, "junk.warc.gz", gzip(A), utf8("junk between"), gzip(C)))))
                .containsExactly("<p>a</p>", "source/damaged-gzip", "<p>c</p>");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 200, 100_000, 1L << 40})
    void losesOnlyTheRecordThatLiesAboutItsLength(long length) throws IOException {
        byte[] http = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>liar</p>");
        byte[] liar = record("response", "http://liar/", "application/http", http, length);
        String rule = length > 1 << 20 ? "source/record-too-large" : "source/wrong-length";
        byte[] last = page("http://last/", "<p>" + "last ".repeat(40_000));
        assertThat(told(readAll(write(folder, "liar.warc", A, liar, B, last))))
                .startsWith("<p>a</p>", rule, "<p>b</p>")
                .hasSize(4);
        assertThat(told(readAll(write(folder, "liar.warc.gz", gzip(A), gzip(liar), gzip(B), gzip(last)))))
                .startsWith("<p>a</p>", rule, "<p>b</p>")
                .hasSize(4);
        assertThat(told(readAll(write(folder, "liars.warc.gz", gzip(joined(A, liar, B, last))))))
                .startsWith("<p>a</p>", rule, "<p>b</p>")
                .hasSize(4);
    }

    @Test
    void countsARecordThatTheFileEndsIn() throws IOException {
        Path file = write(folder, "end.warc", A, Arrays.copyOf(B, B.length - 8));
        assertThat(told(readAll(file))).containsExactly("<p>a</p>", "source/truncated-record");
    }

    @Test
    void findsTheNextRecordAfterGarbageAndBrokenHeaders() throws IOException {
        Path file = write(
                folder,
                "garbage.warc",
                utf8("garbage\r\nmore\r\n"),
                A,
                utf8("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n"),
                B,
                utf8("WARC/1.0\r\nWARC-Type: resp"));
        assertThat(told(readAll(file)))
                .containsExactly(
                        "source/no-warc-record",
                        "<p>a</p>",
                        "source/broken-warc-header",
                        "<p>b</p>",
                        "source/broken-warc-header");
    }

    @Test
    void leavesOutARecordThatIsTooLargeWithoutHoldingIt() throws IOException {
        Path file = write(folder, "large.warc.gz", gzip(page("http://l/", "x".repeat(2_000_000))), gzip(A));
        List<Outcome> outcomes = readAll(settings(file, 100_000));
        assertThat(told(outcomes)).containsExactly("source/record-too-large", "<p>a</p>");
        assertThat(((Outcome.Rejected) outcomes.get(0)).rejection().limit()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void survivesAnyDamageAndNeverLosesSilently(long seed) throws IOException {
        Random random = new Random(seed);
        for (int n = 0; n < 40; n++) {
            byte[] whole = n % 2 == 0 ? joined(gzip(A), gzip(B), gzip(C)) : joined(A, B, C);
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                whole[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(30));
            List<Outcome> outcomes = readAll(write(folder, "d" + n + (n % 2 == 0 ? ".warc.gz" : ".warc"), damaged));
            assertThat(outcomes).isNotEmpty();
            assertThat(outcomes.stream().map(o -> o.document().id()).distinct()).hasSameSizeAs(outcomes);
        }
    }

    @Test
    void anEmptyFileHoldsNoDocuments() throws IOException {
        assertThat(readAll(write(folder, "empty.warc.gz"))).isEmpty();
        assertThat(readAll(write(folder, "empty.warc"))).isEmpty();
    }

    private static byte[] encoded(String coding, byte[] payload) {
        byte[] head = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding + "\r\n\r\n");
        byte[] block = joined(head, payload);
        return record("response", "http://" + coding + "/", "application/http", block, block.length);
    }

    private static String noise(int length) {
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        random.ints(length, 'a', 'z').forEach(c -> noise.append((char) c));
        return noise.toString();
    }
}
