package dev.millrace.pipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

    @Test
    void linearMapsEndsToEndsAndStaysWithinThem() {
        Axis axis = new Axis.Linear(10, 20, 100, 0, 5);

        assertThat(axis.at(10)).isEqualTo(100);
        assertThat(axis.at(12.5)).isEqualTo(75);
        assertThat(axis.at(20)).isEqualTo(0);
        assertThat(axis.at(1e9)).isEqualTo(0);
    }

    @Test
    void linearTicksAreRoundAndWithinTheRange() {
        assertThat(new Axis.Linear(0, 1, 0, 1, 5).ticks()).hasSize(6).contains(0.0, 1.0);
        assertThat(new Axis.Linear(3.61, 9.03, 0, 1, 5).ticks()).containsExactly(4.0, 6.0, 8.0);
        assertThat(new Axis.Linear(0, 11_284, 0, 1, 3).ticks()).containsExactly(0.0, 5_000.0, 10_000.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, 1e12, 1e-9})
    void widensARangeWithoutWidth(double only) {
        Axis axis = new Axis.Linear(only, only, 0, 100, 5);

        assertThat(axis.at(only)).isCloseTo(50, within(1e-3));
        assertThat(axis.ticks()).hasSizeBetween(2, 12);
    }

    @Test
    void logarithmicGivesEveryDecadeTheSameRoom() {
        Axis axis = new Axis.Logarithmic(10_000, 0, 100);

        double decade = axis.at(100) - axis.at(10);
        assertThat(axis.at(1000) - axis.at(100)).isCloseTo(decade, within(1e-9));
        assertThat(axis.at(0)).isEqualTo(0);
        assertThat(axis.at(0.5)).isEqualTo(0);
        assertThat(axis.at(10_000)).isEqualTo(100);
        assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
    }

    @Test
    void logarithmicThinsTicksOfManyDecades() {
        assertThat(new Axis.Logarithmic(1e12, 0, 100).ticks()).hasSizeBetween(3, 7);
    }
}
