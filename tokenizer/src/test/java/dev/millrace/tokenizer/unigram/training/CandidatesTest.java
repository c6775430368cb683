package dev.millrace.tokenizer.unigram.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
    private static final PieceRules RULES = new PieceRules(5, true, true, true, false, false, false);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsEverySubstringAfterWhichTheTextGoesOnDifferently(long seed) {
        List<String> words = Splits.words(seed, 40);
        SpanText text = SpanText.of(Splits.counts(words.toArray(String[]::new)), 1, 1 << 20);

        Map<String, Long> found = new TreeMap<>();
        Candidates candidates = Candidates.of(text, RULES);
        for (int i : candidates.inTextOrder()) {
            int[] codePoints = text.codePoints(candidates.position(i), candidates.position(i) + candidates.length(i));
            assertThat(found.put(new String(codePoints, 0, codePoints.length), candidates.count(i)))
                    .isNull();
        }

        assertThat(found).isEqualTo(obvious(words));
        assertThat(List.copyOf(found.keySet()))
                .isEqualTo(found.keySet().stream().sorted().toList());
    }

    private static Map<String, Long> obvious(List<String> words) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Set<String>> following = new HashMap<>();
        for (int word = 0; word < words.size(); word++) {
            String text = words.get(word);
            for (int from = 0; from < text.length(); from++) {
                for (int to = from + 1; to <= text.length(); to++) {
                    String substring = text.substring(from, to);
                    counts.merge(substring, 1L, Long::sum);
                    // every end of a text is different
                    following
                            .computeIfAbsent(substring, s -> new HashSet<>())
                            .add(to < text.length() ? text.substring(to, to + 1) : "end " + word);
                }
            }
        }
        Map<String, Long> wanted = new TreeMap<>();
        counts.forEach((substring, count) -> {
            int[] codePoints = substring.codePoints().toArray();
            if (codePoints.length > 1
                    && following.get(substring).size() > 1
                    && RULES.allow(codePoints, 0, codePoints.length)) {
                wanted.put(substring, count);
            }
        });
        return wanted;
    }
}
