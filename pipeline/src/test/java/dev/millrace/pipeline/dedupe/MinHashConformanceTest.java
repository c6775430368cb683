package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.ReferenceData;
import dev.millrace.pipeline.words.WordSplit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of every signature that datatrove made of 933 English pages. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class MinHashConformanceTest {
    @ParameterizedTest
    @CsvSource({
        "XXH64,WHITESPACE,default_xxhash64_split",
        "XXH64,SCRIPT_AWARE,default_xxhash64_split",
        "SHA1_64,WHITESPACE,sha1_64_split",
        "XXH64,SPACY_ENGLISH,default_xxhash64_spacy",
        "SHA1_64,SPACY_ENGLISH,sha1_64_spacy"
    })
    void equalsDatatrovesSignatures(ShingleHash hash, WordSplit words, String golden) {
        Map<String, String> texts = new TreeMap<>();
        ReferenceData.forEachLine(
                "neardup-installguide/docs.jsonl.gz",
                line -> texts.put(line.get("id").asText(), line.get("text").asText()));
        MinHash minHash = new MinHash(new MinHash.Settings(5, 14, 8, 1, hash, words));

        int compared = ReferenceData.forEachLine("filters-golden/minhash_sig_en_" + golden + ".jsonl.gz", line -> {
            String id = line.get("id").asText();
            assertThat(minHash.signature(texts.get(id)).orElseThrow()).as(id).isEqualTo(values(line.get("sig")));
        });
        assertThat(compared).isEqualTo(933);
    }

    private static long[] values(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
