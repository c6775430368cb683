package dev.millrace.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.GoldenTexts;
import dev.millrace.pipeline.ReferenceData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Word for word against spaCy 3.8 over 2,474 documents. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class EnglishWordsConformanceTest {
    @Test
    void findsSpacysWords() {
        Map<String, String> texts = new TreeMap<>();
        ReferenceData.forEachLine(
                "filters-golden/docs.jsonl.gz",
                line -> texts.put(line.get("id").asText(), line.get("text").asText()));
        Map<String, String> different = new TreeMap<>();
        int compared = ReferenceData.forEachLine("filters-golden/words.jsonl.gz", line -> {
            String id = line.get("id").asText();
            List<String> words = WordSplitTest.words(WordSplit.SPACY_ENGLISH, texts.get(id));
            if (!GoldenTexts.sha1(String.join("\n", words))
                    .equals(line.get("words_sha1").asText())) {
                different.put(id, words.size() + " words, not " + line.get("n_words"));
            }
        });

        assertThat(compared).isEqualTo(2474);
        assertThat(different).isEmpty();
    }
}
