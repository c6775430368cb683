package dev.millrace.pipeline.report.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0",
        "0.25, 3, 0.25",
        "50, 3, 50",
        "1234.5, 3, '1,234'",
        "-0.5, 2, −0.5",
        "0.98214, 3, 0.982",
        "1.234e-7, 3, 1.23e−07",
        "NaN, 3, –",
        "999.9, 3, '1,000'"
    })
    void writesSignificantDigits(double value, int digits, String text) {
        assertThat(Numerals.significant(value, digits)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "950, 950", "1000, 1k", "12345, 12.3k", "3081634, 3.08M", "-1500, −1.5k", "999999, '1,000k'"})
    void shortensThousands(double value, String text) {
        assertThat(Numerals.compact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "1, 100.0 %", "0.00001, < 0.1 %", "0.99999, > 99.9 %", "0.1234, 12.3 %"})
    void neverShowsSomeAsNoneNorMostAsAll(double share, String text) {
        assertThat(Numerals.share(share)).isEqualTo(text);
    }

    @Test
    void writesBytesAndSeconds() {
        assertThat(Numerals.bytes(1023)).isEqualTo("1023 B");
        assertThat(Numerals.bytes(3_355_443)).isEqualTo("3.2 MiB");
        assertThat(Numerals.seconds(4.21)).isEqualTo("4.2 s");
        assertThat(Numerals.seconds(185)).isEqualTo("3 min 05 s");
        assertThat(Numerals.seconds(7620)).isEqualTo("2 h 07 min");
    }
}
