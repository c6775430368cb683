package dev.millrace.tokenizer.charsmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.Normalizer2;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsMapTest {
    private static final Map<String, String> RULES =
            Map.of("a", "b", "ab", "", "e\u0301", "é", "\r", " ", "\n", " ", "…", "...", "\u00a0", " ", "\u0001", "");

    @Test
    void keepsItsRules() {
        CharsMap map = CharsMapCompiler.compile(RULES);

        assertThat(map.rules()).isEqualTo(RULES);
        assertThat(CharsMap.of(map.compiled())).isEqualTo(map);
        assertThat(CharsMap.of(map.compiled()).rules()).isEqualTo(RULES);
        assertThat(CharsMap.of(new byte[0]).rules()).isEmpty();
    }

    @Test
    void findsTheLongestAndTheShortest() {
        CharsMap map = CharsMapCompiler.compile(RULES);
        byte[] text = "abc".getBytes(StandardCharsets.UTF_8);

        assertThat(map.longest(text, 0, 3) >>> 32).isEqualTo(2);
        assertThat(map.shortest(text, 0, 3) >>> 32).isEqualTo(1);
        assertThat(map.longest(text, 2, 3)).isZero();
    }

    @Test
    void damagedMapsAreReadOrRefused() {
        byte[] bytes = CharsMapCompiler.compile(RULES).compiled();
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = i < bytes.length ? Arrays.copyOf(bytes, i) : bytes.clone();
            if (i >= bytes.length) {
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                NormalizedText text = NormalizedText.aligned();
                text.reset("abe\u0301\r\n…\u0001");
                Precompiled.of(damaged).normalize(text);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).startsWith("Invalid ");
            }
        }
    }

    @Test
    void refusesRulesThatCannotBe() {
        assertThatThrownBy(() -> CharsMapCompiler.compile(Map.of("", "a"))).hasMessageContaining("nothing becomes");
        assertThatThrownBy(() -> CharsMapCompiler.compile(Map.of("\ud800", "a")))
                .hasMessageContaining("surrogate");
    }

    @Test
    void nmtNfkcIsNfkcOfEveryCharacterButForWhiteSpaceAndControls() {
        Map<String, String> rules = RuleSet.NMT_NFKC.charsMap().rules();
        Normalizer2 nfkc = Normalizer2.getNFKCInstance();

        assertThat(rules)
                .containsEntry("\t", " ")
                .containsEntry("\u200b", " ")
                .containsEntry("\u0007", "")
                .containsEntry("㍿", "株式会社")
                .containsEntry("e\u0301", "é")
                // half-width kana with their voicing marks
                .containsEntry("\uff76\uff9e", "ガ")
                .doesNotContainKeys("\uff5e", "a", " ");
        for (int codePoint = 0xA0; codePoint < 0x2FA20; codePoint += 7) {
            String text = Character.toString(codePoint);
            if (NfkcRules.isCharacter(codePoint)
                    && codePoint != 0xFF5E
                    && !rules.getOrDefault(text, "").equals(" ")) {
                assertThat(rules.getOrDefault(text, text)).isEqualTo(nfkc.normalize(text));
            }
        }
    }

    /** Results and places of Hugging Face's Precompiled 0.23 with these rules. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                // the shortest rule decides for a whole cluster
                "xab, xbb, 0-1 1-2 2-3",
                "\"\u00a0\u0301x\", \" x\", 0-1 2-3",
                "e\u0301x, éx, 0-1 2-3",
                "…x, ...x, 0-1 0-1 0-1 1-2",
                "x\u0001y, xy, 0-1 2-3",
            })
    void appliesRulesAsHuggingFaceDoes(String raw, String normalized, String places) {
        NormalizedText text = NormalizedText.aligned();
        text.reset(raw);
        new Precompiled(CharsMapCompiler.compile(RULES)).normalize(text);

        assertThat(text).hasToString(normalized);
        StringBuilder found = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if ((text.utf8()[at] & 0xC0) != 0x80) {
                found.append(text.originalStart(at))
                        .append('-')
                        .append(text.originalEnd(at))
                        .append(' ');
            }
        }
        assertThat(found.toString().strip()).isEqualTo(places);
    }
}
