package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePartsTest {
    @ParameterizedTest
    @CsvSource({"ushers, 7", "she, 3", "hers, 6", "he, 2", "h, 0", "HE, 0", "s_he, 2", "us her s, 2", "'', 0"})
    void saysWhichPartsStandInAName(String name, int expected) {
        assertThat(NameParts.of(Map.of("she", 1, "he", 2, "hers", 4)).find(name))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhatLookingForEveryPartFinds(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> flags = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            flags.put(name(random, 1 + random.nextInt(5)), 1 << i);
        }
        NameParts parts = NameParts.of(flags);
        for (int i = 0; i < 500; i++) {
            String name = name(random, random.nextInt(20));
            int expected = flags.entrySet().stream()
                    .filter(part -> name.contains(part.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .reduce(0, (a, b) -> a | b);
            assertThat(parts.find(name)).as(name).isEqualTo(expected);
        }
    }

    private static String name(Random random, int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append("abz09-_".charAt(random.nextInt(7)));
        }
        return name.toString();
    }
}
