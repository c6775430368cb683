package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.summary.Summary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Summary DEDUPE =
            new Summary("dedupe", 100, "documents", 1).with("kept share", 0.4).with("duplicate share", 0.6);

    private static Gates gates(double kept, double duplicates) {
        return new Gates(Optional.of(kept), Optional.of(duplicates), Optional.empty());
    }

    @Test
    void saysWhichGateTripped() {
        assertThat(gates(0.5, 0.5).tripped(DEDUPE))
                .containsExactly(
                        "gates.min-kept-share tripped: kept share 0.4000 is below 0.5000",
                        "gates.max-duplicate-share tripped: duplicate share 0.6000 is above 0.5000");
    }

    @Test
    void aLimitItselfPasses() {
        assertThat(gates(0.4, 0.6).tripped(DEDUPE)).isEmpty();
    }

    @Test
    void looksIntoTheJobsOfARun() {
        Summary run = new Summary("run", 100, "documents", 1).with("dedupe", DEDUPE.all());
        assertThat(gates(0, 0.5).tripped(run))
                .containsExactly("dedupe: gates.max-duplicate-share tripped: duplicate share 0.6000 is above 0.5000");
    }
}
