package dev.millrace.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ReferenceData;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Accuracy over sentences in 79 languages. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class LanguageConformanceTest {
    /** Languages with little text on the web: they count in the mean alone. */
    private static final Set<String> SMALL = Set.of("am", "lg", "om", "sn", "st", "ti", "tn", "ts", "xh", "yo");

    @Test
    void tellsTheLanguageOfSentences() {
        LanguageIdentifier identifier = new LanguageIdentifier(2000);
        Map<String, int[]> counts = new TreeMap<>();
        ReferenceData.forEachText("lid/lingua_sentences.tsv.gz", line -> {
            String language = line.substring(0, line.indexOf('\t'));
            Identification found = identifier.identify(line.substring(line.indexOf('\t') + 1));
            int[] count = counts.computeIfAbsent(language, each -> new int[4]);
            count[0]++;
            count[1] += found.language().equals(language) ? 1 : 0;
            if (found.score() > .65) {
                count[2]++;
                count[3] += found.language().equals(language) ? 1 : 0;
            }
        });
        double mean = counts.values().stream()
                .mapToDouble(count -> (double) count[1] / count[0])
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThan(.93);

        counts.keySet().removeAll(SMALL);
        int[] total = new int[4];
        counts.values().forEach(count -> {
            for (int i = 0; i < total.length; i++) {
                total[i] += count[i];
            }
        });

        assertThat((double) total[1] / total[0]).isGreaterThan(.95);
        assertThat((double) total[3] / total[2]).isGreaterThan(.97);
        assertThat((double) total[2] / total[0]).isGreaterThan(.93);
        assertThat((double) counts.get("en")[1] / counts.get("en")[0]).isGreaterThan(.985);
    }
}
