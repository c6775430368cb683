package dev.millrace.pipeline.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.split.Split.Part;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void sharesAreKeptAndEqualTextsStayTogether() {
        Split split = new Split(new SplitSettings(0.1, 0.05), 3);
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (int text = 0; text < 10_000; text++) {
            Part part = split.of("text-" + text);
            assertThat(split.of("text-" + text)).isEqualTo(part);
            counts.merge(part, 1, Integer::sum);
        }
        assertThat(counts.get(Part.VALIDATION)).isBetween(850, 1150);
        assertThat(counts.get(Part.TEST)).isBetween(390, 610);
    }

    @Test
    void refusesSharesThatLeaveNothing() {
        assertThatThrownBy(() -> new SplitSettings(0.6, 0.5))
                .hasMessage("Invalid test: 0.5 (must be at most 0.4 beside validation)");
        assertThatThrownBy(() -> new SplitSettings(-0.1, 0)).hasMessage("Invalid validation: -0.1 (must be 0 to 1)");
    }
}
