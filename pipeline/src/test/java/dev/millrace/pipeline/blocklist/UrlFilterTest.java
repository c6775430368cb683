package dev.millrace.pipeline.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.ResourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlFilterTest {
    @TempDir
    Path folder;

    private UrlFilter filter;

    private List<String> list(String name, String... entries) throws IOException {
        return List.of(Files.write(folder.resolve(name), List.of(entries)).toString());
    }

    @BeforeEach
    void lists() throws IOException {
        filter = new UrlFilter(new UrlFilter.Settings(
                list("domains", "# domains", "bad.example.com", "evil.co.uk", "worse.com"),
                list("suffixes", ".spam.net"),
                list("urls", "https://fine.com/but/this"),
                list("words", "casino-x", "grot"),
                list("soft", "bet", "odds", "win"),
                2,
                list("substrings", "free money"),
                UrlFilter.WithoutUrl.KEEP));
    }

    private static Document at(String url) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, url), "text");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.worse.com/page, domain",
        "http://a.b.evil.co.uk, domain",
        "//user:x@WORSE.com:8080?q, domain",
        "https://bad.example.com/, subdomain",
        "https://x.y.spam.net/z, suffix",
        "https://spam.net, suffix",
        "https://fine.com/but/this, url",
        "https://fine.com/grot/1, word",
        "https://fine.com/x-casinox-y, word",
        "https://win.fine.com/odds, soft-words",
        "https://free-mo.ney.org/a, substring"
    })
    void rejectsByTheFirstListThatHoldsIt(String url, String rule) {
        Outcome outcome = filter.apply(at(url));

        assertThat(outcome).as(url).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected) outcome).rejection().rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "https://good.example.com/",
        "https://notworse.com/",
        "https://worse.com.au/",
        "https://fine.com/but/this/too",
        "https://fine.com/grotto",
        "https://fine.com/Grot",
        "https://fine.com/bet/bet",
        "http://127.0.0.1/spam.net",
        "not a url"
    })
    void keepsWhatIsOnNoList(String url) {
        assertThat(filter.apply(at(url))).as(url).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void measuresSoftWordsAndKeepsDocumentsWithoutAddress() {
        assertThat(filter.apply(at("https://fine.com/bet/1")).document().measures())
                .containsEntry(UrlFilter.SOFT_WORDS, 1.0);
        assertThat(filter.apply(at(""))).isInstanceOf(Outcome.Kept.class);
        UrlFilter.Settings none = UrlFilter.Settings.defaults();
        assertThat(new UrlFilter(new UrlFilter.Settings(
                                none.domains(),
                                none.suffixes(),
                                none.urls(),
                                none.words(),
                                none.softWords(),
                                2,
                                none.substrings(),
                                UrlFilter.WithoutUrl.REJECT))
                        .apply(at("")))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void travelsWithoutItsListsAndReadsThemThere() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(filter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            UrlFilter travelled = (UrlFilter) in.readObject();
            assertThat(travelled.apply(at("https://worse.com"))).isEqualTo(filter.apply(at("https://worse.com")));
        }
    }

    @Test
    void readsGzippedLists() throws IOException {
        Path file = folder.resolve("list.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("worse.com\r\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(UrlLists.hosts(List.of(file.toString())).contains("worse.com"))
                .isTrue();
    }

    @Test
    void namesFileAndLineOfWhatIsNoEntry() throws IOException {
        String hosts = list("hosts", "fine.com", "http://fine.com/").get(0);
        assertThatThrownBy(() -> UrlLists.hosts(List.of(hosts)))
                .isInstanceOf(ResourceException.class)
                .hasMessage(hosts + ":2: no host name: http://fine.com/");
        String words = list("marks", "ok", "!!!").get(0);
        assertThatThrownBy(() -> UrlLists.substrings(List.of(words)))
                .hasMessage(words + ":2: no letter and no digit: !!!");
        Path cut = folder.resolve("cut.gz");
        Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});
        assertThatThrownBy(() -> UrlLists.hosts(List.of(cut.toString())))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith(cut + ": can't be read: ");
    }
}
