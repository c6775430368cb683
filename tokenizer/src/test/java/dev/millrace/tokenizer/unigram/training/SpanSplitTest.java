package dev.millrace.tokenizer.unigram.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanSplitTest {
    @ParameterizedTest
    @CsvSource({
        "▁the▁cat, ▁the|▁cat",
        "▁don't, ▁don|'|t",
        "▁x1, ▁x|1",
        "▁▁a, ▁|▁a",
        "▁日本のテスト語、abc, ▁日本のテスト語|、|abc",
        "▁е́да, ▁е́да",
        "a▅b, a|b",
    })
    void cutsWhereNoPieceLiesAcross(String text, String spans) {
        assertThat(String.join("|", split(PieceRules.usual(), List.of(), text))).isEqualTo(spans);
    }

    @Test
    void leavesOutWhatIsATokenAlready() {
        assertThat(split(PieceRules.usual(), List.of("<s>", "<sep>"), "▁a<sep>b<s>"))
                .containsExactly("▁a", "b");
    }

    @Test
    void cutsAVeryLongSpan() {
        assertThat(split(PieceRules.usual(), List.of(), "x".repeat(2500)))
                .extracting(String::length)
                .containsExactly(1024, 1024, 452);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noPieceLiesAcrossACut(long seed) {
        Random random = new Random(seed);
        PieceRules rules = new PieceRules(
                16,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        String text = random.ints(200, 0, 10)
                .mapToObj(i -> "▁▁ab1,é日のб".substring(i, i + 1))
                .collect(Collectors.joining());
        List<String> spans = split(rules, List.of(), text);

        assertThat(String.join("", spans)).isEqualTo(text);
        int cut = 0;
        int[] codePoints = text.codePoints().toArray();
        for (String span : spans.subList(0, spans.size() - 1)) {
            cut += span.length();
            for (int from = Math.max(0, cut - 8); from < cut; from++) {
                for (int to = cut + 1; to <= Math.min(codePoints.length, cut + 8); to++) {
                    assertThat(rules.allow(codePoints, from, to))
                            .as(rules + " " + text.substring(from, to))
                            .isFalse();
                }
            }
        }
    }

    private static List<String> split(PieceRules rules, List<String> reserved, String text) {
        List<String> spans = new ArrayList<>();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        new SpanSplit(rules, reserved)
                .split(
                        utf8,
                        0,
                        utf8.length,
                        (bytes, from, to) -> spans.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        return spans;
    }
}
