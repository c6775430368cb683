package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.words.WordSplit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GopherQualityTest {
    private static final String SENTENCE = "We walked with the dog to the river and that was fine. ";
    private static final String GOOD = SENTENCE.repeat(6);
    private static final GopherQuality STAGE = new GopherQuality(GopherQuality.Settings.defaults());

    private static Rejection broken(String rule, double measured, double limit) {
        return Rejection.measured("gopher-quality-datatrove", rule, measured, limit);
    }

    @Test
    void keepsPlainProseWithEveryMeasure() {
        Outcome outcome = STAGE.apply(document(GOOD));

        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        assertThat(outcome.document().measures())
                .containsEntry("gopher-quality-datatrove.words", 72.0)
                .containsEntry("gopher-quality-datatrove.stop-words", 5.0)
                .containsEntry("gopher-quality-datatrove.alphabetic-words", 72 / 78.0)
                .containsEntry("gopher-quality-datatrove.mean-word-length", 3.5)
                .hasSize(8);
    }

    @Test
    void rejectsPageWithTooFewWords() {
        assertThat(rejection(STAGE, "")).isEqualTo(broken("too-few-words", 0, 50));
        assertThat(rejection(STAGE, "that with some ".repeat(16) + "the.")).isEqualTo(broken("too-few-words", 49, 50));
        assertThat(STAGE.apply(document("that with some ".repeat(16) + "the end.")))
                .isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void rejectsPageWithTooManyWords() {
        assertThat(rejection(STAGE, "the ".repeat(100_001))).isEqualTo(broken("too-many-words", 100_001, 100_000));
    }

    @Test
    void rejectsPageOfShortOrLongWords() {
        assertThat(rejection(STAGE, "to be ".repeat(30))).isEqualTo(broken("short-words", 2, 3));
        assertThat(rejection(STAGE, "internationally ".repeat(60))).isEqualTo(broken("long-words", 15, 10));
    }

    @Test
    void rejectsPageFullOfHashes() {
        assertThat(rejection(STAGE, GOOD + "# ".repeat(9))).isEqualTo(broken("too-many-hashes", 9 / 87.0, .1));
    }

    @Test
    void rejectsPageFullOfEllipses() {
        assertThat(rejection(STAGE, GOOD + "… ... ".repeat(5))).isEqualTo(broken("too-many-ellipses", 10 / 88.0, .1));
    }

    @Test
    void rejectsPageOfBullets() {
        String lines = ("- " + SENTENCE + "\n  • " + SENTENCE + "\n").repeat(6);

        assertThat(rejection(STAGE, lines)).isEqualTo(broken("too-many-bullets", 1, .9));
        assertThat(STAGE.apply(document(lines + "\n\n"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void rejectsPageOfLinesThatBreakOff() {
        String lines = (SENTENCE.strip() + " and so...  \n" + SENTENCE + "\n" + SENTENCE + "\n").repeat(3);

        assertThat(rejection(STAGE, lines)).isEqualTo(broken("too-many-end-ellipses", 3 / 9.0, .3));
        assertThat(STAGE.apply(document(lines.replace("...", ". . .")))
                        .document()
                        .measures())
                .containsEntry("gopher-quality-datatrove.ellipsis-lines", 0.0);
    }

    @Test
    void rejectsPageWhoseWordsLackLetters() {
        assertThat(rejection(STAGE, GOOD + "1234 ".repeat(13)))
                .isEqualTo(broken("too-few-alphabetic-words", 72 / 91.0, .8));
    }

    @Test
    void countsDifferentStopWordsAsTheyAreWritten() {
        assertThat(rejection(STAGE, "the The And house garden ".repeat(12)))
                .isEqualTo(broken("too-few-stop-words", 1, 2));
    }

    @Test
    void doesNotTryARuleWithoutALimit() {
        Optional<Double> off = Optional.empty();
        GopherQuality stage = new GopherQuality(new GopherQuality.Settings(
                off, off, off, off, off, off, off, off, Optional.of(.8), off, List.of(), WordSplit.SPACY_ENGLISH));

        assertThat(rejection(stage, "1 2 3")).isEqualTo(broken("too-few-alphabetic-words", 0, .8));
        assertThat(stage.apply(document("one"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void reportsEachRuleByTheFirstOneBroken() {
        assertThat(rejection(STAGE, "# ".repeat(200))).isEqualTo(broken("too-few-words", 0, 50));
        assertThat(STAGE.apply(document("# ".repeat(200))).document().measures())
                .containsEntry("gopher-quality-datatrove.hash-ratio", 1.0);
    }
}
