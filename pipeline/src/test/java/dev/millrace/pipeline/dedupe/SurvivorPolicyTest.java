package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurvivorPolicyTest {
    @Test
    void keepsTheLongestThenTheSmallestId() {
        assertThat(SurvivorPolicy.LONGEST.key("b", 100, "z", 0))
                .isLessThan(SurvivorPolicy.LONGEST.key("a", 99, "a", 0));
        assertThat(SurvivorPolicy.LONGEST.key("a", 100, "z", 9))
                .isLessThan(SurvivorPolicy.LONGEST.key("b", 100, "a", 0));
        assertThat(SurvivorPolicy.LONGEST.key("a", Long.MAX_VALUE, "", 0)).isEqualTo("0000000000000000a");
    }

    @Test
    void keepsTheEarliestByOffsetAsANumber() {
        assertThat(SurvivorPolicy.EARLIEST_SOURCE.key("b", 1, "a.warc", 9))
                .isLessThan(SurvivorPolicy.EARLIEST_SOURCE.key("a", 1, "a.warc", 10));
        assertThat(SurvivorPolicy.EARLIEST_SOURCE.key("b", 1, "a", 9))
                .isLessThan(SurvivorPolicy.EARLIEST_SOURCE.key("a", 1, "a.warc", 0));
    }

    @Test
    void keepsTheSmallestId() {
        assertThat(SurvivorPolicy.SMALLEST_ID.key("a", 1, "z", 9))
                .isLessThan(SurvivorPolicy.SMALLEST_ID.key("b", 9, "a", 0));
    }
}
