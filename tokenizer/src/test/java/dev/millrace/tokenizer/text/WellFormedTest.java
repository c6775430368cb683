package dev.millrace.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WellFormedTest {

    @Test
    void replacesNothingInText() {
        StringBuilder text = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(WellFormed.replaceOthers(utf8, utf8.length)).isZero();
    }

    @Test
    void leavesTextAsJavaSeesIt() {
        Random random = new Random(5);
        int[] edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) == 0 ? 0xF0 + random.nextInt(6) : edges[random.nextInt(16)]);
            }
            String expected = new String(bytes, StandardCharsets.UTF_8).replace("\uFFFD", "");
            WellFormed.replaceOthers(bytes, bytes.length);

            assertThat(new String(bytes, StandardCharsets.UTF_8).replace("\u0001", ""))
                    .isEqualTo(expected);
        }
    }
}
