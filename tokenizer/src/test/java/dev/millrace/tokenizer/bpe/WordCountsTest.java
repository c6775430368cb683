package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.pretoken.WordSplit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountsTest {

    @Test
    void countsWordsAsTheSplitMakesThem() {
        WordCounts counts = WordCounts.gpt2();
        counts.add("to be or not to be");

        assertThat(contents(counts)).isEqualTo(Map.of("to", 1L, " be", 2L, " or", 1L, " not", 1L, " to", 1L));
    }

    @Test
    void addsWordsAndOtherCounts() {
        WordCounts counts = new WordCounts(WordSplit.CL100K);
        counts.add("ab".getBytes(StandardCharsets.UTF_8), 5);
        WordCounts other = new WordCounts(WordSplit.CL100K);
        other.add("ab 1234");
        counts.merge(other);

        assertThat(contents(counts)).isEqualTo(Map.of("ab", 6L, " ", 1L, "123", 1L, "4", 1L));
        assertThat(counts.size()).isEqualTo(4);
        assertThat(counts.byteLength()).isEqualTo(7);
    }

    @Test
    void holdsManyWordsAndOneThatIsLong() {
        WordCounts counts = WordCounts.gpt2();
        String longWord = "x".repeat(100_000);
        for (int round = 0; round < 2; round++) {
            counts.add(longWord);
            for (int i = 0; i < 20_000; i++) {
                counts.add(" " + i);
            }
        }

        assertThat(counts.size()).isEqualTo(20_001);
        assertThat(contents(counts)).containsEntry(longWord, 2L).containsEntry(" 19999", 2L);
    }

    @Test
    void travelsBetweenProcesses() throws Exception {
        WordCounts counts = WordCounts.gpt2();
        counts.add("to be or not to be");
        WordCounts copy = Serialized.copy(counts);
        copy.add(" be");

        assertThat(contents(copy)).containsEntry(" be", 3L).hasSize(5);
        assertThat(contents(Serialized.copy(WordCounts.gpt2()))).isEmpty();
    }

    @Test
    void canStillBeAddedToAfterTravelling() throws Exception {
        WordCounts counts = WordCounts.gpt2();
        Serialized.copy(counts);
        counts.add("a b");

        assertThat(contents(counts)).hasSize(2);
    }

    @Test
    void refusesEmptyWordsAndCountsOfNothing() {
        WordCounts counts = WordCounts.gpt2();
        assertThatThrownBy(() -> counts.add(new byte[0], 1))
                .hasMessage("Invalid count of a word of 0 bytes: 1 (both must be > 0)");
        assertThatThrownBy(() -> counts.add(new byte[2], 0))
                .hasMessage("Invalid count of a word of 2 bytes: 0 (both must be > 0)");
    }

    @Test
    void refusesToMergeWordsOfAnotherSplit() {
        assertThatThrownBy(() -> WordCounts.gpt2().merge(new WordCounts(WordSplit.O200K)))
                .hasMessage("Can't merge words split by O200K into those by GPT2");
    }

    private static Map<String, Long> contents(WordCounts counts) {
        Map<String, Long> contents = new HashMap<>();
        counts.forEach((word, count) -> assertThat(contents.put(new String(word, StandardCharsets.UTF_8), count))
                .isNull());
        return contents;
    }
}
