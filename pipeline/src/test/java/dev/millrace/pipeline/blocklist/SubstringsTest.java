package dev.millrace.pipeline.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubstringsTest {
    private static String random(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, longest + 1); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatLookingForEachEntryFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            Set<String> entries = new TreeSet<>();
            for (int i = random.nextInt(0, 8); i > 0; i--) {
                entries.add(random(random, 5));
            }
            String text = random(random, 40);
            Set<String> expected = new TreeSet<>();
            for (String entry : entries) {
                for (int at = text.indexOf(entry); at >= 0; at = text.indexOf(entry, at + 1)) {
                    expected.add(at + ":" + entry);
                }
            }
            Set<String> found = new TreeSet<>();
            Substrings substrings = new Substrings(entries);
            substrings.find(text, (from, to) -> {
                found.add(from + ":" + text.substring(from, to));
                return false;
            });
            assertThat(found).as(entries + " in " + text).isEqualTo(expected);
            assertThat(substrings.in(text)).isEqualTo(!expected.isEmpty());
        }
    }

    @Test
    void readsALongTextThatAlmostMatchesInOnePass() {
        Substrings substrings = new Substrings(List.of("a".repeat(1000) + "b", "a".repeat(999) + "c"));
        assertThat(substrings.in("a".repeat(2_000_000))).isFalse();
        assertThat(substrings.in("a".repeat(2_000_000) + "b")).isTrue();
    }

    @Test
    void anEmptyEntryIsRefused() {
        assertThatThrownBy(() -> new Substrings(List.of("a", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid entry: \"\" (must not be empty)");
    }
}
