package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.charlevel.CharacterCounts;
import dev.millrace.tokenizer.charlevel.CharacterTokenizer;
import dev.millrace.tokenizer.charlevel.CharacterTrainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterJsonTest {
    /** As Hugging Face's tokenizers 0.23.2 save it; there "a é\n\n😀 ba" is 4 3 5 2 2 6 3 1 4. */
    private static final String SAVED = """
            {
              "version": "1.0",
              "truncation": null,
              "padding": null,
              "added_tokens": [
                {
                  "id": 0,
                  "content": "<|endoftext|>",
                  "single_word": false,
                  "lstrip": false,
                  "rstrip": false,
                  "normalized": false,
                  "special": true
                },
                {
                  "id": 1,
                  "content": "<|unknown|>",
                  "single_word": false,
                  "lstrip": false,
                  "rstrip": false,
                  "normalized": false,
                  "special": true
                }
              ],
              "normalizer": null,
              "pre_tokenizer": {
                "type": "Split",
                "pattern": {
                  "String": ""
                },
                "behavior": "Isolated",
                "invert": false
              },
              "post_processor": null,
              "decoder": {
                "type": "Fuse"
              },
              "model": {
                "type": "WordLevel",
                "vocab": {
                  "<|endoftext|>": 0,
                  "<|unknown|>": 1,
                  "\\n": 2,
                  " ": 3,
                  "a": 4,
                  "é": 5,
                  "😀": 6
                },
                "unk_token": "<|unknown|>"
              }
            }""";

    @Test
    void writesTheLayoutOfHuggingFace() throws IOException {
        CharacterCounts counts = new CharacterCounts();
        counts.add("a é\n😀");
        CharacterTokenizer trained = CharacterTrainer.train(
                counts, new CharacterTrainer.Settings(100, 1, List.of("<|endoftext|>"), Optional.of("<|unknown|>")));

        assertThat(write(trained)).isEqualTo(SAVED);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Tokenizer read = read(SAVED);

        assertThat(write(read)).isEqualTo(SAVED);
        assertThat(read.encode("a é\n\n😀 ba")).containsExactly(4, 3, 5, 2, 2, 6, 3, 1, 4);
    }

    @Test
    void readsOtherSpellingsOfTheSplit() throws IOException {
        for (String regex : List.of("[\\\\s\\\\S]", "(?m:.)", "")) {
            String other = SAVED.replace("\"String\": \"\"", "\"Regex\": \"" + regex + "\"");
            assertThat(read(other).encode("a\n")).containsExactly(4, 2);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `"Split"`, `"Splat"`, `pre_tokenizer: type "Splat" is not supported`
            `"Isolated"`, `"Isolate"`, `pre_tokenizer.behavior: "Isolate" is not supported`
            `"Fuse"`, `"Fused"`, `decoder: type "Fused" is not supported`
            `"WordLevel"`, `"Unigram"`, `model.unk_token: not supported`
            `"é": 5`, `"é": 9`, `model.vocab["é"]: id 9 leaves a gap`
            """)
    void refusesWhatItWouldNotEncodeTheSame(String from, String to, String problem) {
        assertThatThrownBy(() -> read(SAVED.replace(from, to)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("test.json: " + problem);
    }

    private static Tokenizer read(String json) throws IOException {
        return TokenizerJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
    }

    private static String write(Tokenizer tokenizer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TokenizerJson.write(tokenizer, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
