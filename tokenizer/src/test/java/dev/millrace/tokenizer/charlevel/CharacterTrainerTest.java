package dev.millrace.tokenizer.charlevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CharacterTrainerTest {
    private static final String END = "<|endoftext|>";
    private static final String UNKNOWN = "<|unknown|>";

    @Test
    void givesIdsInCodePointOrderAfterTheSpecialTokens() {
        CharacterTokenizer tokenizer =
                CharacterTrainer.train(counts("ba\n", "😀é!"), settings(100, 1, Optional.of(UNKNOWN)));

        assertThat(tokenizer.model().vocabulary()).containsExactly(END, UNKNOWN, "\n", "!", "a", "b", "é", "😀");
    }

    @Test
    void keepsTheMostFrequentAndAmongEqualsTheSmaller() {
        CharacterCounts counts = counts("zzzz", "dcba", "cc");

        assertThat(CharacterTrainer.train(counts, settings(5, 1, Optional.of(UNKNOWN)))
                        .model()
                        .vocabulary())
                .containsExactly(END, UNKNOWN, "a", "c", "z");
        assertThat(CharacterTrainer.train(counts, settings(100, 3, Optional.empty()))
                        .model()
                        .vocabulary())
                .containsExactly(END, "c", "z");
    }

    @Test
    void countsDependOnTheTextAlone() {
        CharacterCounts whole = counts("aé😀a");
        CharacterCounts parts = counts("😀a").merge(counts("aé"));

        assertThat(list(parts)).isEqualTo(list(whole)).containsExactly("97 2", "233 1", "128512 1");
        assertThat(list(counts("\uD800x\uDC00"))).containsExactly("120 1", "65533 2");
    }

    @Test
    void refusesSettingsThatLeaveNothing() {
        assertThatThrownBy(() -> settings(2, 1, Optional.of(UNKNOWN)))
                .hasMessage("Invalid vocabulary size: 2 (must be > 2, the number of special tokens)");
        assertThatThrownBy(() -> settings(10, 0, Optional.empty()))
                .hasMessage("Invalid minimum frequency: 0 (must be > 0)");
        assertThatThrownBy(() -> settings(10, 1, Optional.of("?")))
                .hasMessage("Invalid special token: \"?\" (must be longer than one character)");
        assertThatThrownBy(() -> settings(10, 1, Optional.of(END)))
                .hasMessage("Invalid special tokens: [<|endoftext|>, <|endoftext|>] (each must be given once)");
    }

    private static CharacterTrainer.Settings settings(int size, long minimum, Optional<String> unknown) {
        return new CharacterTrainer.Settings(size, minimum, List.of(END), unknown);
    }

    private static CharacterCounts counts(String... texts) {
        CharacterCounts counts = new CharacterCounts();
        List.of(texts).forEach(counts::add);
        return counts;
    }

    private static List<String> list(CharacterCounts counts) {
        List<String> all = new ArrayList<>();
        counts.forEach((codePoint, count) -> all.add(codePoint + " " + count));
        return all;
    }
}
