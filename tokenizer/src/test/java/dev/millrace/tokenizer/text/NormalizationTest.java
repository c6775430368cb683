package dev.millrace.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {
    // marks of many classes, some that decompose, some that compose with what stands before
    private static final int[] CODE_POINTS = {
        'a', 0x301, 0x300, 0x315, 0x323, 0x327, 0x344, 0x345, 0xF71, 0xF72, 0xF73, 0xF75, 0xF81, 0x1D165, 0x1D16D,
        0x5B0, 0x3099, 0x94D, 0x302, 0x34F
    };

    @Test
    void composesCharacters() {
        assertThat(Normalization.NFC.apply("e\u0301 \u1100\u1161")).isEqualTo("é 가");
        assertThat(Normalization.NONE.apply("e\u0301")).isEqualTo("e\u0301");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void ordersLongRunsOfMarksAsUnicodeDoes(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("x");
        for (int run = 0; run < 5; run++) {
            text.append('a');
            for (int i = random.nextInt(1500); i > 0; i--) {
                text.appendCodePoint(CODE_POINTS[1 + random.nextInt(CODE_POINTS.length - 2)]);
            }
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }

        assertThat(Normalization.NFC.apply(text.toString()))
                .isEqualTo(Normalizer2.getNFCInstance().normalize(text));
    }

    @Test
    void takesAMillionMarksInAnyOrder() {
        // inserting mark by mark takes time quadratic in their number
        String marks = "\u0315\u0300\u0F73".repeat(500_000);

        assertThat(Normalization.NFC.apply(marks))
                .hasSize(2_000_000)
                .startsWith("\u0F71")
                .endsWith("\u0315");
    }
}
