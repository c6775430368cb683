package dev.millrace.pipeline.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscountsTest {
    @Test
    void followChenAndGoodman() {
        // by hand: Y = 100 / (100 + 2 · 40) = 5/9
        Discounts discounts = Discounts.of(new long[] {0, 100, 40, 20, 10}).orElseThrow();
        assertThat(discounts.one()).isCloseTo(1 - 2 * 5 / 9.0 * 40 / 100, within(1e-15));
        assertThat(discounts.two()).isCloseTo(2 - 3 * 5 / 9.0 * 20 / 40, within(1e-15));
        assertThat(discounts.more()).isCloseTo(3 - 4 * 5 / 9.0 * 10 / 20, within(1e-15));
        assertThat(discounts.of(0)).isZero();
        assertThat(discounts.of(1)).isEqualTo(discounts.one());
        assertThat(discounts.of(2)).isEqualTo(discounts.two());
        assertThat(discounts.of(3)).isEqualTo(discounts.of(99)).isEqualTo(discounts.more());
    }

    @Test
    void areAbsentWhereCountsOfCountsGiveNone() {
        assertThat(Discounts.of(new long[] {0, 0, 4, 4, 4})).isEmpty();
        assertThat(Discounts.of(new long[] {0, 4, 4, 0, 4})).isEmpty();
        assertThat(Discounts.of(new long[] {0, 1, 1, 1, 100})).isEmpty();
        assertThatThrownBy(() -> new Discounts(1.5, 1, 1))
                .hasMessage("Invalid discount one: 1.5 (must be from 0 to 1)");
    }
}
