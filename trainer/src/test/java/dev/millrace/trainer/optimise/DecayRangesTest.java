package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecayRangesTest {
    @Test
    void decaysMatricesAndLeavesVectors() {
        DecayRanges ranges =
                DecayRanges.byShape(List.of(new long[] {4, 3}, new long[] {3}, new long[] {1, 3}, new long[] {3, 2}));
        assertThat(ranges.ranges()).containsExactly(new DecayRanges.Range(0, 12), new DecayRanges.Range(18, 24));
        assertThat(ranges.size()).isEqualTo(18);
    }

    @Test
    void refusesRangesThatOverlap() {
        assertThatThrownBy(() -> new DecayRanges(List.of(new DecayRanges.Range(0, 5), new DecayRanges.Range(4, 9))))
                .hasMessage("Invalid decay range: Range[from=4, to=9] (must begin at or after 5)");
    }
}
