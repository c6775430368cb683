package dev.millrace.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.Provenance;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextFileTest {
    private static String of(String source, long offset) {
        return TextFile.below(Path.of("out"), new Provenance(source, offset, ""), ".txt", Set.of("tree"))
                .toString();
    }

    @Test
    void isNamedAsThePage() {
        assertThat(of("site/a.html", 0)).isEqualTo("out/site/a.txt");
        assertThat(of("docs.jar!/p/b.HTML", 77)).isEqualTo("out/docs.jar/p/b.txt");
        assertThat(of("notes.htm", 0)).isEqualTo("out/notes.htm.txt");
        assertThat(of("crawl.warc.gz", 4711)).isEqualTo("out/crawl.warc.gz/4711.txt");
    }

    @Test
    void leavesOutTheNameOfATree() {
        assertThat(of("tree/a/b.html", 0)).isEqualTo("out/a/b.txt");
        assertThat(of("tree", 0)).isEqualTo("out/tree.txt");
    }

    @Test
    void staysBelowTheFolder() {
        assertThat(of("evil.zip!/../../etc/x.html", 3)).isEqualTo("out/evil.zip/__/__/etc/x.txt");
        assertThat(of("evil.zip!//abs.html", 3)).isEqualTo("out/evil.zip/abs.txt");
    }
}
