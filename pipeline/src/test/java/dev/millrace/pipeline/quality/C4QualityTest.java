package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class C4QualityTest {
    private static final String NAME = "c4-quality-datatrove";
    private static final C4Quality STAGE = new C4Quality(C4Quality.Settings.defaults());
    private static final String FIVE = "One is here. Two is here! Is three here? Four is here. Five is here.";

    private static String kept(String text) {
        Outcome outcome = STAGE.apply(document(text));
        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        return outcome.document().text();
    }

    @Test
    void keepsWholeLinesAndCountsThem() {
        assertThat(kept("  " + FIVE + "\t\r\n\n" + FIVE)).isEqualTo(FIVE + "\n" + FIVE);
        assertThat(STAGE.apply(document(FIVE + "\nMenu")).document().measures())
                .containsEntry(NAME + ".lines", 2.0)
                .containsEntry(NAME + ".kept-lines", 1.0)
                .containsEntry(NAME + ".sentences", 5.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a line without an end mark",
                "a line that breaks off...",
                "a line that breaks off…",
                "too short.",
                "please enable JavaScript now.",
                "we value your Privacy Policy here.",
                "this site uses cookies for that.",
                "a note with a citation. [3]"
            })
    void dropsALine(String line) {
        assertThat(kept(FIVE + "\n" + line)).isEqualTo(FIVE);
    }

    @Test
    void dropsALineWithAVeryLongWord() {
        assertThat(kept(FIVE + "\nSee what " + "x".repeat(1001) + " is.")).isEqualTo(FIVE);
        assertThat(kept(FIVE + "\nSee what " + "x".repeat(1000) + " is.")).hasSize(FIVE.length() + 1014);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It was so[12] here[edit].|It was so here.",
                "It was[citation needed] so.|It was so.",
                "It was [sic] so [1.|It was [sic] so [1.",
                "It was [] so.|It was  so."
            })
    void takesCitationsOut(String line, String expected) {
        assertThat(kept(FIVE + "\n" + line)).isEqualTo(FIVE + "\n" + expected);
    }

    @Test
    void rejectsFillerText() {
        assertThat(rejection(STAGE, FIVE + "\nHere is Lorem Ipsum dolor."))
                .isEqualTo(Rejection.because(NAME, "lorem-ipsum", "line 2"));
        assertThat(kept(FIVE + "\nLorem ipsum.")).isEqualTo(FIVE);
    }

    @Test
    void rejectsCode() {
        assertThat(rejection(STAGE, "\nint f() { return 1; }.\n" + FIVE))
                .isEqualTo(Rejection.because(NAME, "curly-bracket", "line 2"));
        assertThat(kept(FIVE + "\nint f() { return 1; }")).isEqualTo(FIVE);
    }

    @Test
    void rejectsPageOfTooFewSentences() {
        assertThat(rejection(STAGE, "One is here. Two is here. Three is here. A b c. D e f."))
                .isEqualTo(Rejection.measured(NAME, "too-few-sentences", 4, 5));
        assertThat(rejection(STAGE, "")).isEqualTo(Rejection.measured(NAME, "too-few-sentences", 0, 5));
    }

    @Test
    void keepsAnyEndOfLineInFineWeb() {
        C4Quality stage = new C4Quality(C4Quality.Settings.fineWeb());

        assertThat(stage.apply(document(FIVE + "\nno end mark here")).document().text())
                .isEqualTo(FIVE + "\nno end mark here");
    }
}
