package dev.millrace.tokenizer.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.normalizer.BertNormalizer.AccentStripping;
import dev.millrace.tokenizer.text.Unicode8;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BertNormalizerTest {
    private static final BertNormalizer UNCASED = BertNormalizer.uncased();

    /** Checksums of what Hugging Face's tokenizers 0.23.2 made of each code point and a newline, one after the other. */
    @ParameterizedTest
    @CsvSource({
        "true, true, WITH_LOWERCASE, true, 3841459a",
        "true, true, WITH_LOWERCASE, false, 759cf281",
        "false, false, NEVER, true, a4cd6e6d",
        "false, false, ALWAYS, false, 5b2912a4",
        "true, false, NEVER, false, 984f22c5",
        "false, true, NEVER, false, ca4d321"
    })
    void doesWithEveryCodePointWhatTheOriginalDoes(
            boolean clean, boolean ideographs, AccentStripping accents, boolean lowercase, String checksum) {
        BertNormalizer normalizer = new BertNormalizer(clean, ideographs, accents, lowercase);
        NormalizedText text = NormalizedText.unaligned();
        CRC32 all = new CRC32();

        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.reset(Character.toString(codePoint));
                normalizer.normalize(text);
                all.update(text.utf8(), 0, text.length());
                all.update('\n');
            }
        }

        assertThat(Long.toHexString(all.getValue())).isEqualTo(checksum);
    }

    @Test
    void lowersCleansAndStripsAccents() {
        assertThat(normalized(UNCASED, "H\u00c9llo\u0000\u200d\tW\u0151rld\ufffd \u0130\ufb01"))
                .isEqualTo("hello world i\ufb01");
    }

    @Test
    void keepsCaseAndAccentsWhereCased() {
        assertThat(normalized(BertNormalizer.cased(), "H\u00c9llo\r\n\u00ad")).isEqualTo("H\u00c9llo  ");
    }

    @Test
    void setsIdeographsOffBySpaces() {
        assertThat(normalized(UNCASED, "a\u4e2d\u6587\uf900b")).isEqualTo("a \u4e2d  \u6587  \u8c48 b");
    }

    @Test
    void decomposesSyllables() {
        assertThat(normalized(UNCASED, "\ud55c")).isEqualTo("\u1112\u1161\u11ab");
    }

    @Test
    void alignsWhatReplacesACharacterWithIt() {
        NormalizedText text = aligned(UNCASED, "x\u4e2d\u0301\u00c9y");

        assertThat(text).hasToString("x \u4e2d ey");
        assertThat(alignment(text)).isEqualTo("0-1 1-2 1-2 1-2 3-4 4-5");
    }

    @Test
    void putsMarksThatStayInOrder() {
        // U+302E is of class 224, U+8D4 of 230, and neither is dropped; the accent is
        NormalizedText text = aligned(UNCASED, "a\u08d4\u0301\u200d\u302eb");

        assertThat(text).hasToString("a\u302e\u08d4b");
        assertThat(alignment(text)).isEqualTo("0-1 1-2 2-3 5-6");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void leavesNothingThatASecondPassWouldChange(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String text = random.ints(random.nextInt(20), 0, random.nextBoolean() ? 0x250 : Character.MAX_CODE_POINT)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String once = normalized(new BertNormalizer(true, false, AccentStripping.ALWAYS, true), text);

            assertThat(normalized(new BertNormalizer(true, false, AccentStripping.ALWAYS, true), once))
                    .isEqualTo(once);
            assertThat(once.codePoints()).noneMatch(Unicode8::isNonspacingMark);
        }
    }

    @Test
    void alignedAndUnalignedTextsComeOutAlike() {
        String text = "\u00c0 \u4e2d\u08d4\u0301 " + "z".repeat(3000);

        assertThat(normalized(UNCASED, text)).isEqualTo(aligned(UNCASED, text).toString());
    }

    private static String normalized(BertNormalizer normalizer, String text) {
        NormalizedText unaligned = NormalizedText.unaligned();
        unaligned.reset(text);
        normalizer.normalize(unaligned);
        return unaligned.toString();
    }

    private static NormalizedText aligned(BertNormalizer normalizer, String content) {
        NormalizedText text = NormalizedText.aligned();
        text.reset(content);
        normalizer.normalize(text);
        return text;
    }

    private static String alignment(NormalizedText text) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        for (int codePoint : text.toString().codePoints().toArray()) {
            all.append(at == 0 ? "" : " ")
                    .append(text.originalStart(at))
                    .append('-')
                    .append(text.originalEnd(at));
            at += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
        }
        return all.toString();
    }
}
