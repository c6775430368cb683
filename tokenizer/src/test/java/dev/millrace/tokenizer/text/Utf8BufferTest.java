package dev.millrace.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {

    @Test
    void encodesEveryCodePointAsJavaDoes() {
        StringBuilder text = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }

        assertThat(bytes(text.toString())).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void replacesSurrogatesWithoutPartner() {
        assertThat(new String(bytes("a\uD800b\uDC00\uD83D\uDE00\uD83D"), StandardCharsets.UTF_8))
                .isEqualTo("a\uFFFDb\uFFFD😀\uFFFD");
        assertThat(Utf8Buffer.isEncodable("a😀")).isTrue();
        assertThat(Utf8Buffer.isEncodable("a\uD83D")).isFalse();
        assertThat(Utf8Buffer.isEncodable("\uDE00\uD83D")).isFalse();
    }

    @Test
    void isUsedAgainAndKeepsBytesToSpare() {
        Utf8Buffer buffer = new Utf8Buffer();
        for (String text : new String[] {"x".repeat(5_000_000), "ab", "é".repeat(4096)}) {
            buffer.clear();
            buffer.append(text, 0, text.length());
            assertThat(buffer.length()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            assertThat(buffer.bytes().length - buffer.length()).isGreaterThanOrEqualTo(Utf8Buffer.PADDING);
        }
        assertThat(buffer.bytes().length).isLessThanOrEqualTo(1 << 20);
    }

    private static byte[] bytes(String text) {
        Utf8Buffer buffer = new Utf8Buffer();
        buffer.append(text, 0, text.length());
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }
}
