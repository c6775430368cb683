package dev.millrace.pipeline.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ReferenceData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sentences in 79 languages: they come back from misreading, and stay as they are without it. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class MojibakeConformanceTest {
    /** These two share their letters but not the bytes of them: á of one is å of the other. */
    private static final Set<String> AMBIGUOUS = Set.of("windows-1250", "ISO-8859-2");

    private static final int ONE_IN = 8;

    @Test
    void bringsSentencesBack() {
        List<String> sentences = sentences();
        long sound = sentences.stream()
                .filter(each -> Mojibake.repair(each).equals(each))
                .count();
        // some 390 of the sentences were misread before they were collected
        assertThat((double) sound / sentences.size()).isGreaterThan(.985);
        List<String> some = IntStream.range(0, sentences.size() / ONE_IN)
                .mapToObj(i -> sentences.get(i * ONE_IN))
                .filter(each -> Mojibake.repair(each).equals(each))
                .toList();
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            int count = 0;
            int back = 0;
            for (String sentence : some) {
                String misread = encoding.misread(sentence);
                if (misread.indexOf('\uFFFD') < 0 && !misread.equals(sentence)) {
                    count++;
                    back += Mojibake.repair(misread).equals(sentence) ? 1 : 0;
                }
            }
            assertThat((double) back / count)
                    .as(encoding.name())
                    .isGreaterThan(AMBIGUOUS.contains(encoding.name()) ? .9 : .985);
        }
    }

    private static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        ReferenceData.forEachText(
                "lid/lingua_sentences.tsv.gz", line -> sentences.add(line.substring(line.indexOf('\t') + 1)));
        return sentences;
    }
}
