package dev.millrace.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\" a \n\t b\u00A0\u2028c \",a b c",
                "a\u0000b,a␀b",
                "a\u001b[1m,a␛[1m",
                "a\u202Eb,a\uFFFDb",
                "a\u0085b,a b",
                "\uFEFFa,\uFFFDa",
                "\"\",\"\""
            })
    void showsWhatWouldSteerOrHide(String text, String line) {
        assertThat(SafeText.line(text, 50)).isEqualTo(line);
    }

    @Test
    void replacesLoneSurrogatesButKeepsPairs() {
        assertThat(SafeText.line("\uD83D\uDE00\uD83D", 9)).isEqualTo("\uD83D\uDE00\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdef", "ab def", "abcd f", "abc ef", "  abcd  ef", "\uD83D\uDE00bcdef"})
    void endsLongTextAtTheLimitWithAnEllipsis(String text) {
        String line = SafeText.line(text, 5);

        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(5);
        assertThat(line).endsWith("…").hasSizeGreaterThan(3);
    }

    @Test
    void keepsTextOfExactlyTheLimit() {
        assertThat(SafeText.line(" abcde ", 5)).isEqualTo("abcde");
    }

    @Test
    void isTheSameWhenAppliedAgain() {
        String once = SafeText.line(Figures.HOSTILE, SafeText.EXCERPT);

        assertThat(SafeText.line(once, SafeText.EXCERPT)).isEqualTo(once);
        assertThat(once.codePointCount(0, once.length())).isLessThanOrEqualTo(SafeText.EXCERPT);
    }
}
