package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShingleTextTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'Hello,  WORLD!'|'hello world'",
                "'1,234,567 and 3.14 or ٣٫٥ and 7.'|'0 0 and 0 or 0 and 0'",
                "' (Ça va) «où» '|'ca va ou'",
                "'a_b-c/d…e'|'a b c d e'",
                "'ΟΔΟΣ'|'οδος'",
                "'１２'|'0'",
                "'...'|''",
                "''|''",
                "'¿qué? •x'|'¿que •x'"
            },
            delimiter = '|')
    void simplifies(String text, String expected) {
        assertThat(ShingleText.of(text)).isEqualTo(expected);
    }
}
