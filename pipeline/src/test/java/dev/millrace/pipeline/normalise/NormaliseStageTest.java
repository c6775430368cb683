package dev.millrace.pipeline.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliseStageTest {
    private static final String[] PIECES = {
        "a",
        "B",
        "&",
        "#",
        ";",
        "amp",
        "lt",
        "nbsp",
        "shy",
        "38",
        "x26",
        "8203",
        "0",
        "\u0000",
        "\u037E",
        "\uFF1B",
        "\uFF06",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u2029",
        "\u0085",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u00AD",
        "\uFEFF",
        "\u0301",
        "\u0338",
        "<",
        "e",
        "\u00E9",
        "\u0646",
        "\u1100",
        "\u1161",
        "\uD800",
        "\uDC00",
        "\uD83D\uDC69",
        "\uFFFF",
        "\uFDFA",
        "\u212A",
        "\u2001",
        "\u0007",
        "\u061C",
        "\u0600",
        "\u0344"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"',
            value = {
                "cafe\u0301|caf\u00E9",
                "a\u0000b|ab",
                "soft\u00ADhyphen|softhyphen",
                "zero\u200Bwidth|zerowidth",
                "a\u00A0\u2003b|a b",
                "a \t  b|a b",
                "Tom &amp; Jerry|Tom & Jerry",
                "&amp;amp;lt;|<",
                "x&nbsp; y|x y",
                "AT&T; R&D|AT&T; R&D",
                "&#39;quoted&#x27;|'quoted'",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645|\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "ab\u200Ccd|abcd",
                "lone \uD800 surrogate|lone \uFFFD surrogate",
                "more\u0085 of it|more… of it",
                "\u001B[1;31mred\u001B[0m text|red text",
                "e\u0301\u200Dt|\u00E9t",
                "\uD83D\uDC69\u200D\uD83D\uDCBB|\uD83D\uDC69\u200D\uD83D\uDCBB",
                "\u0915\u094D\u200D\u0937|\u0915\u094D\u200D\u0937",
                "bell\u0007|bell"
            })
    void bringsTextIntoOneShape(String text, String expected) {
        assertThat(normalise(text)).isEqualTo(expected);
    }

    @Test
    void keepsParagraphsAndIndentation() {
        assertThat(normalise("\n\n a \r\n\r\n\r\n\r\nb\rc\u2028    d\n\n")).isEqualTo(" a\n\nb\nc\n    d");
    }

    @Test
    void keepsWhatIsSwitchedOff() {
        NormaliseSettings off = new NormaliseSettings(NormaliseSettings.Composition.NONE, false, 2, false, false);
        assertThat(Normaliser.normalise("e\u0301  x &amp;\n\n\n\ny\u0085z Ã©", off))
                .isEqualTo("e\u0301  x &amp;\n\n\ny\nz Ã©");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isIdempotentOnRandomUnicode(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            assertIdempotent(mixed(random), NormaliseSettings.defaults());
        }
    }

    @ParameterizedTest
    @EnumSource(NormaliseSettings.Composition.class)
    void isIdempotentInEveryForm(NormaliseSettings.Composition composition) {
        Random random = new Random(7);
        for (int n = 0; n < 5_000; n++) {
            assertIdempotent(mixed(random), new NormaliseSettings(composition, true, n % 3, n % 2 == 0, true));
        }
    }

    @Test
    void resolvesDeeplyEscapedReferencesInOneGo() {
        assertThat(normalise("&" + "amp;".repeat(200_000))).isEqualTo("&");
    }

    @Test
    void changesOnlyTheText() {
        DocumentId id = DocumentId.of("s", 0, new byte[0]);
        Document document = Document.of(id, new Provenance("s", 0, "u"), "a  b").withAttribute("title", "t");
        Document edited = new NormaliseStage(NormaliseSettings.defaults()).edit(document);
        assertThat(edited).isEqualTo(document.withText("a b"));
    }

    @Test
    void refusesNegativeBlankLines() {
        assertThatThrownBy(() -> new NormaliseSettings(NormaliseSettings.Composition.NFC, true, -1, true, true))
                .hasMessage("Invalid maxBlankLines: -1 (must be >= 0)");
    }

    private static void assertIdempotent(String text, NormaliseSettings settings) {
        String once = Normaliser.normalise(text, settings);
        assertThat(Normaliser.normalise(once, settings)).as(escaped(text)).isEqualTo(once);
    }

    private static String mixed(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(24);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(6) == 0) {
                text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            } else {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04X", c)));
        return escaped.toString();
    }

    private static String normalise(String text) {
        return Normaliser.normalise(text, NormaliseSettings.defaults());
    }
}
