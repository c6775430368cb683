package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractStageTest {
    private static final String SENTENCE = "The mill stands by the river, and its wheel, old as it is, turns all day. ";

    private final ExtractStage stage = new ExtractStage(ExtractSettings.defaults());

    @Test
    void rejectsAProgramThatIsCalledAPage() {
        byte[] program = new byte[4000];
        new Random(1).nextBytes(program);
        Outcome outcome =
                stage.apply(Document.of(new Provenance("test", 0, ""), new Content.Payload(program, "text/html", "")));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.rejection().rule()).isEqualTo("binary"));
    }

    @Test
    void keepsLineEndsBetweenTheElementsOfPreformattedText() {
        String html = "<article><p>" + SENTENCE.repeat(4) + "</p><pre><b>1</b> <i>int a;</i>\n<b>2</b> <i>int b;</i>\n"
                + "\n<b>4</b> <i>int d;</i></pre></article>";
        assertThat(MainText.extract(html, ExtractSettings.defaults()).text())
                .endsWith("1 int a;\n2 int b;\n\n4 int d;");
    }

    @Test
    void takesTheArticleAndLeavesWhatIsAround() {
        String article = "<p>" + SENTENCE.repeat(3) + "</p><h2>Water</h2><p>" + SENTENCE.repeat(4) + "</p>";
        String html = "<html lang=de-AT><head><title>Mill</title><meta name=author content='A. Miller'>"
                + "<meta property='article:published_time' content='2020-01-02'>"
                + "<link rel=canonical href='https://mill.example/'></head><body>"
                + "<nav><a href=/>Home</a> <a href=/b>About us</a></nav><div class=sidebar>Buy flour</div>"
                + "<div id=content><article>" + article + "<script>alert(1)</script>"
                + "<div class=share-buttons><a href=/s>Share this</a></div></article></div>"
                + "<div class=comments>First!</div><footer>Imprint</footer></body></html>";
        Document document = kept(html);
        String text = SENTENCE.strip();
        assertThat(document.text().strip())
                .isEqualTo((SENTENCE.repeat(2) + text) + "\n\nWater\n\n" + SENTENCE.repeat(3) + text);
        assertThat(document.attributes())
                .containsEntry("title", "Mill")
                .containsEntry("author", "A. Miller")
                .containsEntry("date", "2020-01-02")
                .containsEntry("canonical", "https://mill.example/")
                .containsEntry("language-hint", "de-AT")
                .containsEntry("charset", "UTF-8");
    }

    @Test
    void takesDescriptionAndMembersOfAClassPage() {
        String html = "<body><header role=banner><nav role=navigation><div class=top-nav><ul><li>Package</li>"
                + "<li><a href=t>Tree</a></li><li><a href=d>Deprecated</a></li></ul></div></nav></header>"
                + "<main role=main><div class=header><h1>Class Wheel</h1></div>"
                + "<section class=class-description><div class=block>" + SENTENCE.repeat(2) + "</div></section>"
                + "<section class=details><section class=detail><h3>turn</h3><div class=member-signature>"
                + "void&nbsp;turn(int&nbsp;times)</div><div class=block>Turns the wheel, as often as it is told.</div>"
                + "<dl class=notes><dt>Parameters:</dt><dd><code>times</code> - how often it turns</dd></dl>"
                + "</section></section></main><footer role=contentinfo>Copyright</footer></body>";
        assertThat(kept(html).text())
                .contains(SENTENCE.strip(), "turn(int times)", "Turns the wheel", "times - how often it turns")
                .doesNotContain("Deprecated", "Copyright");
    }

    @Test
    void keepsLinesOfCodeListsAndTables() {
        String html = "<article><p>" + SENTENCE.repeat(4) + "</p><pre>if (a) {\n    b();\n}</pre><ul><li>one, two"
                + "</li><li>three</li></ul><table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table>"
                + "<p>a<br>b " + SENTENCE + "</p></article>";
        assertThat(kept(html).text())
                .contains("if (a) {\n    b();\n}", "- one, two\n- three", "k | v\n1 | 2", "a\nb The mill");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(rejection(document(new byte[] {1}, "image/png", "")))
                .isEqualTo(Rejection.because("extract", "media-type", "image/png"));
    }

    @Test
    void decodesPlainText() {
        byte[] text = "gr\u00FC\u00DFe\u0000".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(keptOf(document(text, "text/plain", "latin1")).text()).isEqualTo("gr\u00FC\u00DFe\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html></html>", "<p>&nbsp;</p>", "<script>x</script>", "\u0000", "<img src=x>"})
    void refusesPagesWithoutText(String html) {
        Rejection rejection = rejection(document(html.getBytes(StandardCharsets.UTF_8), "text/html", ""));
        assertThat(rejection.key()).isEqualTo("extract/no-main-text");
        assertThat(rejection.limit()).isEqualTo(1);
    }

    @Test
    void refusesAPageOfAHundredMegabytesUnparsed() {
        assertThat(rejection(document(new byte[100 << 20], "text/html", "")))
                .isEqualTo(Rejection.measured("extract", "too-many-bytes", 100 << 20, 10 << 20));
    }

    @Test
    void refusesAPageOfTooManyNodes() {
        ExtractStage strict = new ExtractStage(new ExtractSettings(Preset.BALANCED, TextFormat.TEXT, 1 << 20, 100, 1));
        Document page = document("<p>x".repeat(101).getBytes(StandardCharsets.UTF_8), "text/html", "");
        assertThat(((Outcome.Rejected) strict.apply(page)).rejection())
                .isEqualTo(Rejection.measured("extract", "too-many-nodes", 101, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"div", "b", "span", "a", "table", "p", "ul", "li", "font", "td", "blockquote", "button", "svg"})
    void survivesAHundredThousandNestedTags(String tag) {
        String html = "<body>" + ("<" + tag + ">").repeat(100_000) + SENTENCE.repeat(5);
        Outcome outcome = stage.apply(document(html.getBytes(StandardCharsets.UTF_8), "text/html", ""));
        if (outcome instanceof Outcome.Rejected rejected) {
            assertThat(rejected.rejection().rule()).isIn("no-main-text", "too-many-nodes");
        } else {
            assertThat(outcome.document().text()).contains(SENTENCE.strip());
        }
    }

    @Test
    void readsAPageWhoseCharsetIsDeclaredWrongly() {
        String german = "<p>" + "Größe und Grüße, daß es müßig wäre. ".repeat(10);
        Document declaredUtf8 = document(german.getBytes(Charset.forName("windows-1252")), "text/html", "utf-8");
        assertThat(keptOf(declaredUtf8).text()).startsWith("Größe und Grüße, daß");
        Document unknown = document(german.getBytes(StandardCharsets.UTF_8), "text/html", "utf-9?");
        assertThat(keptOf(unknown).text()).startsWith("Größe und Grüße, daß");
    }

    @Test
    void passesWhatIsTextAlready() {
        Document text = document(new byte[0], "text/html", "").withText("x");
        assertThat(stage.apply(text)).isEqualTo(Outcome.kept(text));
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> new ExtractSettings(Preset.BALANCED, TextFormat.TEXT, 0, 1, 1))
                .hasMessage("Invalid maxBytes: 0 (must be > 0)");
    }

    private Document kept(String html) {
        return keptOf(document(html.getBytes(StandardCharsets.UTF_8), "text/html", ""));
    }

    private Document keptOf(Document document) {
        Outcome outcome = stage.apply(document);
        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        return outcome.document();
    }

    private Rejection rejection(Document document) {
        return ((Outcome.Rejected) stage.apply(document)).rejection();
    }

    private static Document document(byte[] bytes, String mediaType, String charset) {
        return Document.of(new Provenance("s", 0, ""), new Content.Payload(bytes, mediaType, charset));
    }
}
