package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import org.junit.jupiter.api.Test;

class FineWebQualityTest {
    private static final FineWebQuality STAGE = new FineWebQuality(FineWebQuality.Settings.defaults());
    private static final String LINE = "This line is long enough to be no short line at all";

    private static Rejection broken(String rule, double measured, double limit) {
        return Rejection.measured("fineweb-quality-datatrove", rule, measured, limit);
    }

    @Test
    void keepsPlainLines() {
        assertThat(STAGE.apply(document(LINE + ".\n\n" + LINE + "!"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void rejectsTextWithoutLines() {
        assertThat(rejection(STAGE, "")).isEqualTo(broken("empty", 0, 1));
        assertThat(rejection(STAGE, "\n \n")).isEqualTo(broken("empty", 0, 1));
    }

    @Test
    void rejectsLinesThatEndInNoSentence() {
        assertThat(rejection(STAGE, LINE + ". \n" + LINE + "…\n" + LINE + "\"\n"))
                .isEqualTo(broken("too-few-ended-lines", 0, .12));
        assertThat(STAGE.apply(document(LINE + "。"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void rejectsShortLines() {
        String thirty = "x".repeat(29) + ".";
        String line = LINE + ".\n";

        assertThat(rejection(STAGE, line + thirty + "\n" + thirty.replace('x', 'y') + "\n" + "z.\n"))
                .isEqualTo(broken("too-many-short-lines", .75, .67));
        assertThat(STAGE.apply(document(line + "y" + thirty + "\n\n"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void rejectsRepeatedLines() {
        String line = LINE + ".";

        assertThat(rejection(STAGE, line + "\n" + line + "\n\n"))
                .isEqualTo(broken("duplicate-line-characters", .5, .01));
    }

    @Test
    void rejectsListsOfFewWords() {
        String long1 = "a".repeat(40) + ".\n";

        assertThat(rejection(STAGE, long1 + "\n" + long1.replace('a', 'b')))
                .isEqualTo(broken("too-many-newlines", 3 / 4.0, .3));
    }
}
