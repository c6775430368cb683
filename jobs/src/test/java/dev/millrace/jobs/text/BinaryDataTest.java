package dev.millrace.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryDataTest {
    @Test
    void tellsCompressedDataAndPdfFromPages() {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        assertThat(BinaryData.is(noise)).isTrue();
        assertThat(BinaryData.is("%PDF-1.7\nwords".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(BinaryData.is(new byte[0])).isFalse();
        assertThat(BinaryData.is("<p>one\u0001 slip\u0002".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-2022-JP", "Shift_JIS", "GB18030", "EUC-JP"})
    void takesPagesInEveryEncoding(String charset) {
        String page = "<html><head><title>日本</title></head><body><p>" + "川は海へ流れる。".repeat(40) + "</p></body></html>";
        assertThat(BinaryData.is(page.getBytes(Charset.forName(charset)))).isFalse();
    }
}
