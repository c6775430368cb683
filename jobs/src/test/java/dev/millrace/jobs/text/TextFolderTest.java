package dev.millrace.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {
    @TempDir
    Path folder;

    private TextFolder texts() {
        return new TextFolder(folder, ".txt", Set.of("tree"));
    }

    private static Provenance page(String source, long offset) {
        return new Provenance(source, offset, "");
    }

    private String of(String source, long offset) {
        return texts().claim(page(source, offset));
    }

    @Test
    void isNamedAsThePage() {
        assertThat(of("site/a.html", 0)).isEqualTo("site/a.txt");
        assertThat(of("docs.jar!/p/b.HTML", 77)).isEqualTo("docs.jar/p/b.txt");
        assertThat(of("notes.htm", 0)).isEqualTo("notes.htm.txt");
        assertThat(of("crawl.warc.gz", 4711)).isEqualTo("crawl.warc.gz/4711.txt");
    }

    @Test
    void leavesOutTheNameOfATree() {
        assertThat(of("tree/a/b.html", 0)).isEqualTo("a/b.txt");
        assertThat(of("tree", 0)).isEqualTo("tree.txt");
    }

    @Test
    void staysBelowTheFolder() {
        assertThat(of("evil.zip!/../../etc/x.html", 3)).isEqualTo("evil.zip/__/__/etc/x.txt");
        assertThat(of("evil.zip!//abs.html", 3)).isEqualTo("evil.zip/abs.txt");
    }

    @Test
    void givesNoTwoPagesOnePlace() {
        TextFolder texts = texts();
        assertThat(Stream.of(
                                page("p.HTML", 0),
                                page("p.htm", 0),
                                page("p.htm.html", 0),
                                page("p.html", 0),
                                page("z.zip!/d.html", 10),
                                page("z.zip!/d.html", 20),
                                page("z.zip!/d.html", 30),
                                page("z.zip!//d.html", 30),
                                page("x.html", 0),
                                page("x.txt/y.html", 0),
                                page("v.txt/y.html", 0),
                                page("v.html", 0))
                        .map(texts::claim))
                .containsExactly(
                        "p.txt",
                        "p.htm.txt",
                        "p.htm.html.txt",
                        "p.html.txt",
                        "z.zip/d.txt",
                        "z.zip/d.html.txt",
                        "z.zip/d.html~30.txt",
                        "z.zip/d.html~30~2.txt",
                        "x.txt",
                        "x.txt~/y.txt",
                        "v.txt/y.txt",
                        "v.html.txt");
    }

    @Test
    void shortensNamesThatFileSystemsRefuse() {
        TextFolder texts = texts();
        String one = "é".repeat(300);
        String first = texts.claim(page("z.zip!/" + one + "a.html", 1));
        assertThat(first).startsWith("z.zip/éé").isNotEqualTo(texts.claim(page("z.zip!/" + one + "b.html", 2)));
        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(255);
        assertThat(texts.claim(page("z.zip!/" + "k/".repeat(2000) + "deep.html", 3)))
                .isEqualTo("deep.txt");
    }

    @Test
    void replacesAnEarlierTextAndLeavesNothingElse() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "earlier");
        texts().write(page("a.html", 0), "later");
        assertThat(folder.resolve("a.txt")).hasContent("later\n");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("a.txt"));
    }

    @Test
    void doesNotReplaceAFolder() throws IOException {
        Files.createDirectories(folder.resolve("a.txt"));
        assertThatThrownBy(() -> texts().write(page("a.html", 0), "text"))
                .hasMessageContaining("could not write")
                .hasMessageContaining("a.txt");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("a.txt"));
    }
}
