package dev.millrace.tokenizer.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleArrayTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 5000})
    void findsEveryKeyAndNoOther(int number) {
        Random random = new Random(number);
        TreeMap<byte[], Integer> keys = new TreeMap<>(Arrays::compareUnsigned);
        while (keys.size() < number) {
            keys.put(randomKey(random), random.nextInt(20));
        }
        List<byte[]> sorted = new ArrayList<>(keys.keySet());
        int[] values = keys.values().stream().mapToInt(Integer::intValue).toArray();
        DoubleArray plain = DoubleArray.of(sorted, values);
        DoubleArray compact = DoubleArray.compact(sorted, values);

        assertThat(compact.units().length).isLessThanOrEqualTo(plain.units().length);
        for (DoubleArray trie : List.of(plain, compact, DoubleArray.ofUnits(plain.units()))) {
            keys.forEach(
                    (key, value) -> assertThat(trie.valueOf(key, 0, key.length)).isEqualTo(value));
            for (int i = 0; i < 1000; i++) {
                byte[] key = randomKey(random);
                assertThat(trie.valueOf(key, 0, key.length)).isEqualTo(keys.getOrDefault(key, -1));
            }
            TreeMap<byte[], Integer> visited = new TreeMap<>(Arrays::compareUnsigned);
            trie.forEach((key, length, value) -> visited.put(Arrays.copyOf(key, length), value));
            assertThat(text(visited)).isEqualTo(text(keys));
        }
    }

    private static byte[] randomKey(Random random) {
        byte[] key = new byte[1 + random.nextInt(6)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(4) == 0 ? 1 + random.nextInt(255) : 'a' + random.nextInt(4));
        }
        return key;
    }

    private static Map<String, Integer> text(Map<byte[], Integer> keys) {
        Map<String, Integer> text = new TreeMap<>();
        keys.forEach((key, value) -> text.put(new String(key, StandardCharsets.ISO_8859_1), value));
        return text;
    }

    @Test
    void refusesKeysThatAreNoKeys() {
        assertThatThrownBy(() -> DoubleArray.of(List.of(new byte[] {2}, new byte[] {1}), new int[2]))
                .hasMessageContaining("number 1 is not above");
        assertThatThrownBy(() -> DoubleArray.of(List.of(new byte[] {1, 0}), new int[1]))
                .hasMessageContaining("byte 0");
        assertThatThrownBy(() -> DoubleArray.of(List.of(new byte[5000]), new int[1]))
                .hasMessageContaining("5000 bytes");
        assertThatThrownBy(() -> DoubleArray.of(List.of(new byte[] {1}), new int[] {-1}))
                .hasMessageContaining("Invalid value: -1");
    }

    @Test
    void refusesStoredUnitsThatLeadInACircle() {
        int[] units = new int[256];
        Arrays.fill(units, DoubleArray.LEAF);
        // from the root by 'a' back to the root's own base
        units[0] = 0;
        units['a'] = 'a' | ('a' << 10);

        assertThatThrownBy(() -> DoubleArray.ofUnits(units).deepest()).hasMessageContaining("in a circle");
    }
}
