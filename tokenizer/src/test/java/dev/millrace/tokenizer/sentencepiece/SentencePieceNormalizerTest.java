package dev.millrace.tokenizer.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencePieceNormalizerTest {
    private static final List<String> VERBATIM = List.of("<A>", "A\t", " x");

    @Test
    void tellsWhereCharactersComeFrom() {
        NormalizedText text = NormalizedText.aligned();
        text.reset("  e\u0301  … ");
        normalizer(WhiteSpace.usual()).normalize(text);

        assertThat(text).hasToString("▁é▁...");
        assertThat(text.originalStart(0)).isEqualTo(2);
        assertThat(text.originalEnd(0)).isEqualTo(2);
        assertThat(text.originalStart(3)).isEqualTo(2);
        assertThat(text.originalEnd(4)).isEqualTo(4);
        assertThat(text.originalStart(5)).isEqualTo(4);
        assertThat(text.originalStart(8)).isEqualTo(6);
        assertThat(text.originalEnd(text.length() - 1)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void normalisesAsTheObviousWayDoes(long seed) {
        Random random = new Random(seed);
        WhiteSpace whiteSpace =
                new WhiteSpace(random.nextBoolean(), random.nextBoolean(), random.nextInt(3) > 0, random.nextBoolean());
        SentencePieceNormalizer normalizer = normalizer(whiteSpace);
        NormalizedText text = NormalizedText.unaligned();
        for (int i = 0; i < 400; i++) {
            String raw = random.ints(random.nextInt(12), 0, 14)
                    .mapToObj(c -> "  \tAax<>e\u0301▁\u0001…\u3000".substring(c, c + 1))
                    .collect(Collectors.joining());
            text.reset(raw);
            normalizer.normalize(text);
            assertThat(text).as("\"" + raw + "\" " + whiteSpace).hasToString(obvious(raw, whiteSpace));
        }
    }

    private static SentencePieceNormalizer normalizer(WhiteSpace whiteSpace) {
        return new SentencePieceNormalizer(SmallModels.RULES, whiteSpace, VERBATIM);
    }

    private static String obvious(String raw, WhiteSpace whiteSpace) {
        String space = whiteSpace.escape() ? "▁" : " ";
        int at = 0;
        while (whiteSpace.removeExtra()
                && at < raw.length()
                && next(raw, at).getValue().equals(" ")) {
            at += next(raw, at).getKey().length();
        }
        if (at == raw.length()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        out.append(whiteSpace.dummyPrefix() && !whiteSpace.suffix() ? space : "");
        boolean afterSpace = whiteSpace.removeExtra();
        while (at < raw.length()) {
            Map.Entry<String, String> next = next(raw, at);
            String written = next.getValue();
            while (afterSpace && written.startsWith(" ")) {
                written = written.substring(1);
            }
            if (!written.isEmpty()) {
                out.append(written.replace(" ", space));
                afterSpace = whiteSpace.removeExtra() && written.endsWith(" ");
            }
            at += next.getKey().length();
        }
        while (whiteSpace.removeExtra() && out.toString().endsWith(space)) {
            out.setLength(out.length() - space.length());
        }
        return out.append(whiteSpace.dummyPrefix() && whiteSpace.suffix() ? space : "")
                .toString();
    }

    /** The longest text to be left alone, else the longest rule, else a character. */
    private static Map.Entry<String, String> next(String raw, int at) {
        for (List<String> sources :
                List.of(VERBATIM, List.copyOf(SmallModels.RULES.rules().keySet()))) {
            String longest = sources.stream()
                    .filter(source -> raw.startsWith(source, at))
                    .max((a, b) -> Integer.compare(a.length(), b.length()))
                    .orElse("");
            if (!longest.isEmpty()) {
                boolean kept = sources.equals(VERBATIM);
                return Map.entry(
                        longest, kept ? longest : SmallModels.RULES.rules().get(longest));
            }
        }
        String character = raw.substring(at, at + 1);
        return Map.entry(character, character);
    }
}
