package dev.millrace.pipeline.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.mix.MixSettings.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {
    private final Mix mix = new Mix(
            new MixSettings(List.of(
                    new Weight(Optional.of("de"), Optional.empty(), 0.25),
                    new Weight(Optional.empty(), Optional.of("books/"), 2.5))),
            7);

    @Test
    void theFirstWeightThatAppliesCounts() {
        assertThat(mix.weight("de", "books/faust.txt")).isEqualTo(0.25);
        assertThat(mix.weight("en", "books/emma.txt")).isEqualTo(2.5);
        assertThat(mix.weight("en", "crawl.warc.gz")).isEqualTo(1);
    }

    @Test
    void fractionsAreDrawnByIdInTheirShare() {
        assertThat(mix.copies("a", 1)).isEqualTo(1);
        assertThat(mix.copies("a", 0)).isZero();
        int half = IntStream.range(0, 10_000)
                .map(id -> mix.copies("document-" + id, 2.5))
                .sum();
        // 25,000 expected; the standard deviation is 50
        assertThat(half).isBetween(24_750, 25_250);
        assertThat(mix.copies("document-1", 2.5)).isEqualTo(mix.copies("document-1", 2.5));
    }

    @Test
    void refusesNegativeWeights() {
        assertThatThrownBy(() -> new Weight(Optional.empty(), Optional.empty(), -1))
                .hasMessage("Invalid weight: -1.0 (must be 0 to 100.0)");
    }
}
