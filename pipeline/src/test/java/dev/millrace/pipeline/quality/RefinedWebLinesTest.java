package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.outcome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefinedWebLinesTest {
    private static final RefinedWebLines STAGE = new RefinedWebLines(RefinedWebLines.Settings.defaults());
    private static final String TEXT = "The mill stands where the river bends and turns all winter.\n".repeat(10)
            + "Nobody remembers who built the weir.";

    private static String kept(String text) {
        Outcome outcome = STAGE.apply(document(text));
        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        return outcome.document().text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIN MENU HOME",
                "12345",
                "3 likes",
                "1,204 Views!",
                "12.5K followers",
                "Contact",
                "Sign-in",
                " items in cart",
                "Read more..."
            })
    void dropsALine(String line) {
        assertThat(kept(TEXT + "\n" + line + "\n" + TEXT)).isEqualTo(TEXT + "\n" + TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"He has 3 likes and more.", "Likes it.", "NATO is it.", "7 mills", "three shares"})
    void keepsALine(String line) {
        assertThat(kept(TEXT + "\n" + line + "\n" + TEXT)).isEqualTo(TEXT + "\n" + line + "\n" + TEXT);
    }

    @Test
    void takesAPhraseOutOfAShortLineOnly() {
        assertThat(kept(TEXT + "\nGo to 2 items in cart now\n" + TEXT)).isEqualTo(TEXT + "\nGo to 2 now\n" + TEXT);
        String longLine = "one two three four five six seven eight nine ten eleven read more...";
        assertThat(kept(TEXT + "\n" + longLine)).isEqualTo(TEXT + "\n" + longLine);
    }

    @Test
    void rejectsAPageThatLosesMoreThanAShareOfItsWords() {
        assertThat(rejection(STAGE, TEXT + "\n" + "HOME NEWS ABOUT\n".repeat(3)).rule())
                .isEqualTo("too-many-words-removed");
        assertThat(STAGE.apply(document(TEXT + "\nHOME NEWS\nmore\n" + TEXT))
                        .document()
                        .measures())
                .containsEntry("refinedweb-lines.upper-case-lines", 1.0)
                .containsEntry("refinedweb-lines.short-lines", 1.0)
                .containsEntry("refinedweb-lines.counter-lines", 0.0)
                .containsKey("refinedweb-lines.removed-words");
    }

    @Test
    void rejectsWhatHasNothingLeft() {
        assertThat(rejection(STAGE, "HOME\nNEWS").rule()).isEqualTo("empty");
        assertThat(rejection(STAGE, "").rule()).isEqualTo("empty");
        assertThat(rejection(STAGE, " \n\t\n").rule()).isEqualTo("empty");
    }
}
