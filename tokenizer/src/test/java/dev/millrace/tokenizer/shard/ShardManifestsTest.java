package dev.millrace.tokenizer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardManifestsTest {
    private static final String JSON = """
            {
              "version" : 1,
              "tokenizer" : "abc",
              "vocabularySize" : 300,
              "endOfText" : 0,
              "context" : 8,
              "seed" : -7,
              "configuration" : {
                "pack.context" : "8",
                "split.seed" : "-7"
              },
              "inputs" : [
                "feed"
              ],
              "splits" : {
                "test" : {
                  "documents" : 0,
                  "textBytes" : 0,
                  "tokens" : 0,
                  "sequences" : 0,
                  "unigramEntropy" : 0.0,
                  "shards" : [ ]
                },
                "train" : {
                  "documents" : 2,
                  "textBytes" : 5000000000,
                  "tokens" : 12,
                  "sequences" : 2,
                  "unigramEntropy" : 0.002,
                  "shards" : [
                    {
                      "path" : "train/part-00000.parquet",
                      "sequences" : 2,
                      "bytes" : 100,
                      "sha256" : "beef"
                    }
                  ]
                }
              }
            }
            """;

    @Test
    void writesTheSameBytesWhateverTheOrderOfTheMaps() throws IOException {
        // Double.toString gives 0.0020 on some Javas
        assertThat(write(manifest())).isEqualTo(JSON);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        assertThat(read(JSON)).isEqualTo(manifest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "version" : 1     | "version" : 2       | m.json: line 40: Invalid version: 2 (must be 1)
            "context" : 8     | "context" : 0       | m.json: line 40: Invalid context: 0 (must be > 0)
            "endOfText" : 0   | "endOfText" : 300   | m.json: line 40: Invalid end of text: 300 (must be an id below 300)
            "unigramEntropy" : 0.0 | "unigramEntropy" : -1 | m.json: splits.test: line 23: Invalid unigram entropy: -1.0 (must be a number >= 0)
            """)
    void refusesValuesThatMakeNoSense(String original, String replacement, String message) {
        assertThatThrownBy(() -> read(JSON.replace(original, replacement)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "version" : 1     | "versions" : 1      | m.json: version: line 40: Missing creator property
            "seed" : -7,      | ``                  | m.json: seed: line
            "seed" : -7       | "seed" : 1.5        | m.json: seed: line 7:
            "seed" : -7       | "seed" : "1"        | m.json: seed: line 7:
            "seed" : -7       | "seed" : null       | m.json: seed: line 7:
            "seed" : -7       | "seed" : -7, "seed" : 8 | m.json: line 7:
            "bytes" : 100     | "bytes" : 1e99999   | m.json: splits.train.shards.[0].bytes: line
            """)
    void namesTheKeyThatIsWrong(String original, String replacement, String start) {
        assertThat(JSON).contains(original);
        assertThatThrownBy(() -> read(JSON.replace(original, replacement == null ? "" : replacement)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(start)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < JSON.length() - 2; length++) {
            String truncated = JSON.substring(0, length);
            assertThatThrownBy(() -> read(truncated))
                    .as(truncated)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("m.json: ")
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> read(JSON + "{}")).hasMessageStartingWith("m.json: line 41: ");
        assertThatThrownBy(() -> read("null")).hasMessage("m.json: no shard manifest");
    }

    private static ShardManifest manifest() {
        SortedMap<String, String> configuration = new TreeMap<>(Comparator.reverseOrder());
        configuration.put("pack.context", "8");
        configuration.put("split.seed", "-7");
        SortedMap<String, ShardManifest.Split> splits = new TreeMap<>();
        splits.put(
                ShardManifest.TRAIN,
                new ShardManifest.Split(
                        2,
                        5_000_000_000L,
                        12,
                        2,
                        2.0E-3,
                        List.of(new ShardManifest.Shard("train/part-00000.parquet", 2, 100, "beef"))));
        splits.put(ShardManifest.TEST, new ShardManifest.Split(0, 0, 0, 0, 0, List.of()));
        return new ShardManifest(1, "abc", 300, 0, 8, -7, configuration, List.of("feed"), splits);
    }

    private static String write(ShardManifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ShardManifests.write(manifest, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ShardManifest read(String json) throws IOException {
        return ShardManifests.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "m.json");
    }
}
