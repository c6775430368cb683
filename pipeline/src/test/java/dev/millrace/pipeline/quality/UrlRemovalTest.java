package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.quality.UrlRemoval.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of the original's expressions run in Python. */
class UrlRemovalTest {
    private static String left(Names names, String text) {
        return new UrlRemoval(new UrlRemoval.Settings(names))
                .edit(document(text))
                .text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see example.com for more|see for more",
                "at http://www.example.org/a?b=c. Then|at Then",
                "(https://user:pass@host.info#frag!)|(!)",
                "xhttps://a.co.uk:80/x(y)z|x",
                "sftp://x.de|s",
                "mail jo@mill.example.net, please|mail, please",
                "e.g. this.In that|e.g. this.In that",
                "v1.2.3 of file.javax|v1.2.3 of file.javax",
                "www.a.com_b stays|www.a.com_b stays",
                "host 10.0.0.1:80/x ends|host ends",
                "no dots at all|no dots at all"
            })
    void takesAddressesOut(String text, String expected) {
        assertThat(left(Names.ALWAYS, text)).isEqualTo(expected);
    }

    @Test
    void looksOnlyWhereDclmsProgramLooks() {
        assertThat(left(Names.AS_DCLM, "IN THE beginning a.com")).isEqualTo("IN THE beginning");
        assertThat(left(Names.AS_DCLM, "Ödland a.com, 1.2.3.4")).isEqualTo("Ödland a.com,");
    }

    @Test
    void countsThemAndBoundsTheName() {
        assertThat(new UrlRemoval(UrlRemoval.Settings.defaults())
                        .edit(document("a.com b.org 1.2.3.4"))
                        .measures())
                .containsEntry(UrlRemoval.COUNT, 3.0);
        assertThat(left(Names.ALWAYS, "x".repeat(300) + ".com end")).isEqualTo("x".repeat(44) + " end");
    }

    @Test
    void readsRunsWithoutDomainsInOnePass() {
        assertThat(left(Names.ALWAYS, "http://".repeat(200_000))).hasSize(1_400_000);
        assertThat(left(Names.ALWAYS, "a.".repeat(500_000))).hasSize(1_000_000);
    }
}
