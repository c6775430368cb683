package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.pretoken.WordSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerJsonTest {

    @Test
    void writesTheLayoutOfHuggingFace() throws IOException {
        String json = write(trained(WordSplit.GPT2));

        assertThat(json).startsWith("""
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
                    }
                  ],
                  "normalizer": null,
                  "pre_tokenizer": {
                    "type": "ByteLevel",
                    "add_prefix_space": false,
                    "trim_offsets": true,
                    "use_regex": true
                  },
                  "post_processor": null,
                  "decoder": {
                    "type": "ByteLevel",
                    "add_prefix_space": true,
                    "trim_offsets": true,
                    "use_regex": true
                  },
                  "model": {
                    "type": "BPE",
                    "dropout": null,
                    "unk_token": null,
                    "continuing_subword_prefix": null,
                    "end_of_word_suffix": null,
                    "fuse_unk": false,
                    "byte_fallback": false,
                    "ignore_merges": false,
                    "vocab": {
                      "<|endoftext|>": 0,
                      "!": 1,
                      "\\"": 2,
                """);
        assertThat(json).endsWith("""
                      "Ń": 256,
                      "he": 257,
                      "Ġhe": 258
                    },
                    "merges": [
                      [
                        "h",
                        "e"
                      ],
                      [
                        "Ġ",
                        "he"
                      ]
                    ]
                  }
                }""");
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(WordSplit split) throws IOException {
        BpeTokenizer tokenizer = trained(split);
        String json = write(tokenizer);
        BpeTokenizer copy = (BpeTokenizer) read(json);

        assertThat(write(copy)).isEqualTo(json);
        assertThat(copy.fingerprint()).isEqualTo(tokenizer.fingerprint());
        assertThat(copy.settings()).isEqualTo(tokenizer.settings());
        assertThat(copy.model()).isEqualTo(tokenizer.model());
        assertThat(copy.addedTokens()).containsExactly(AddedToken.special(0, "<|endoftext|>"));
    }

    @Test
    void keepsEverythingThatItUnderstands() throws IOException {
        String json = write(trained(WordSplit.GPT2))
                .replace("\"normalizer\": null", "\"normalizer\": {\n    \"type\": \"NFC\"\n  }")
                .replace("\"add_prefix_space\": false", "\"add_prefix_space\": true")
                .replace("\"ignore_merges\": false", "\"ignore_merges\": true")
                .replace("\"rstrip\": false", "\"rstrip\": true")
                .replace("\"post_processor\": null", """
                        "post_processor": {
                            "type": "TemplateProcessing",
                            "single": [],
                            "pair": [],
                            "ratio": 0.002
                          }""");

        assertThat(write(read(json))).isEqualTo(json);
    }

    @Test
    void readsMergesThatAreStrings() throws IOException {
        String json = write(trained(WordSplit.GPT2));
        String older = json.substring(0, json.indexOf("\"merges\"")) + "\"merges\": [\"h e\", \"Ġ he\"]}}";

        assertThat(write(read(older))).isEqualTo(json);
    }

    @Test
    void readsAModelThatDoesNotTellItsType() throws IOException {
        String json = write(trained(WordSplit.GPT2));

        assertThat(write(read(json.replace("\"type\": \"BPE\",", "")))).isEqualTo(json);
    }

    @Test
    void refusesTokensThatAreNoText() throws IOException {
        String json = write(trained(WordSplit.GPT2));

        assertThatThrownBy(() -> read(json.replace("\"Ġhe\": 258", "\"\\ud800\": 258")))
                .hasMessage("t.json: model.vocab: token 258 holds a surrogate without its partner");
        assertThatThrownBy(() -> read(json.replace("\"content\": \"", "\"content\": \"\\udc00")))
                .hasMessage(
                        "t.json: added_tokens[0]: Invalid content of added token 0: it holds a surrogate without its"
                                + " partner");
    }

    @Test
    void readsASplitThatRemovesWhatLiesBetweenMatches() throws IOException {
        String json = write(trained(WordSplit.CL100K));
        String other = json.replace("\"Isolated\"", "\"Removed\"").replace("\"invert\": false", "\"invert\": true");

        assertThat(write(read(other))).isEqualTo(json);
    }

    @Test
    void readsAModelBeforeTheOtherSectionsAndMergesBeforeTheVocabulary() throws IOException {
        String json = write(trained(WordSplit.GPT2));
        int model = json.indexOf("\"model\"");
        int vocabulary = json.indexOf("\"vocab\"");
        int merges = json.indexOf("\"merges\"");
        String shuffled = "{" + json.substring(model, vocabulary)
                + json.substring(merges, json.length() - 5) + ","
                + json.substring(vocabulary, merges).stripTrailing().replaceAll(",$", "") + "},"
                + json.substring(1, model).stripTrailing().replaceAll(",$", "") + "}";

        assertThat(write(read(shuffled))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "he": 257             | "he": 256             | t.json: model.vocab["Ń"]: id 256 is given to "he" too
            "he": 257             | "he": 300             | t.json: model.vocab["he"]: id 300 leaves a gap (259 tokens must have the ids from 0 to 258)
            "he": 257             | "he": -1              | t.json: model.vocab["he"]: id -1 leaves a gap (259 tokens must have the ids from 0 to 258)
            "he": 257             | "he": 257, "he": 257  | t.json: line 297, column 22: no valid JSON: Duplicate field 'he'
            "he": 257             | "he": "x"             | t.json: model.vocab["he"]: found x where a whole number must stand
            "he": 257             | "hé": 257             | t.json: model.merges[1]: "he" is not in the vocabulary
            "Ġhe": 258            | "Ġh": 258             | t.json: model.vocab: merge 1 yields "Ġhe", which is not in the vocabulary
            "merges": [           | "merges": ["h e f",   | t.json: model.merges[0]: "h e f" is not two tokens with a space between
            "merges": [           | "merges": [7,         | t.json: model.merges[0]: found 7 where an array must stand
            "merges": [           | "merges": [["h"],     | t.json: model.merges[0]: found ] where a string must stand
            "merges": [           | "other": [            | t.json: model.other: not supported
            "type": "BPE"         | "type": "Other"       | t.json: model.type: Other: not supported (only BPE, WordPiece, WordLevel and Unigram are)
            "dropout": null       | "dropout": 2          | t.json: model.dropout: Invalid dropout: 2.0 (must be from 0 to 1)
            "ignore_merges": false | "ignore_merges": 1   | t.json: model.ignore_merges: must be true or false
            "truncation": null    | "truncation": {}      | t.json: truncation.max_length: must be a whole number
            "normalizer": null    | "normalizer": {"type": "Other"} | t.json: normalizer: type "Other" is not supported
            "post_processor": null | "post_processor": {"type": "Other"} | t.json: post_processor: type "Other" is not supported
            "version": "1.0"      | "versions": "1.0"     | t.json: versions: not supported
            "special": true       | "special": "yes"      | t.json: added_tokens[0].special: must be true or false
            "content": "<&endoftext&>" | "content": "<end>"              | t.json: added token "<end>" has the id 0, which "<&endoftext&>" has already
            "id": 0               | "id": "0"             | t.json: added_tokens[0]: needs an "id" that is a number and a "content" that is a string
            """)
    void refusesInOneLineWhatIsWrongOrUnknown(String original, String replacement, String message) throws IOException {
        String json = write(trained(WordSplit.GPT2));
        assertThat(json).contains(original.replace('&', '|'));

        assertThatThrownBy(() -> read(json.replaceFirst(Pattern.quote(original.replace('&', '|')), replacement)))
                .isInstanceOf(IOException.class)
                .hasMessage(message.replace('&', '|'));
    }

    @Test
    void readsASplitByAnyRegularExpression() throws IOException {
        String json = write(trained(WordSplit.CL100K)).replace("{1,3}", "{1,2}");

        assertThat(write(read(json))).contains("{1,2}");
        assertThat(read(json).decode(read(json).encode("12345 he"))).isEqualTo("12345 he");
    }

    @Test
    void refusesWhatIsNoRegularExpression() throws IOException {
        String json = write(trained(WordSplit.CL100K)).replace("{1,3}", "(");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "t.json: pre_tokenizer.pretokenizers[0].pattern: Invalid regular expression \"(?i:'s|")
                .hasMessageEndingWith("'(' without ')'");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        String json = write(trained(WordSplit.GPT2));
        for (int length = 0; length < json.length(); length += 7) {
            String truncated = json.substring(0, length);
            assertThatThrownBy(() -> read(truncated))
                    .as(truncated)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("t.json: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void refusesWhatIsNoTokenizer() {
        assertThatThrownBy(() -> read("")).hasMessage("t.json: no JSON object (is it a tokenizer.json?)");
        assertThatThrownBy(() -> read("[]")).hasMessage("t.json: no JSON object (is it a tokenizer.json?)");
        assertThatThrownBy(() -> read("{}")).hasMessage("t.json: no \"model\" (is it a tokenizer.json?)");
        assertThatThrownBy(() -> read("{\"model\": {}}")).hasMessage("t.json: model: no \"vocab\"");
        assertThatThrownBy(() -> read("{\"model\": 1}"))
                .hasMessage("t.json: model: found 1 where an object must stand");
        assertThatThrownBy(() -> read("{]"))
                .hasMessage("t.json: line 1, column 3: no valid JSON: Unexpected close marker ']': expected '}'"
                        + " (for Object starting at [line: 1, column: 1])");
    }

    @Test
    void refusesNestingWithoutEnd() {
        String nested = "{\"normalizer\": " + "[".repeat(1_000_000);

        assertThatThrownBy(() -> read(nested))
                .isInstanceOf(IOException.class)
                .hasMessage("t.json: no valid JSON: Depth (1001) exceeds the maximum allowed nesting depth (1000)");
        assertThatThrownBy(() -> read("{\"model\": {\"unk_token\": " + "[".repeat(1_000_000)))
                .hasMessageContaining("nesting depth");
    }

    @Test
    void refusesTextAfterTheEnd() throws IOException {
        String json = write(trained(WordSplit.GPT2));

        assertThatThrownBy(() -> read(json + "{}")).hasMessage("t.json: text after the outermost object");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> TokenizerJson.read(Path.of("no-such.json")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("no-such.json");
    }

    private static BpeTokenizer trained(WordSplit split) {
        WordCounts counts = new WordCounts(split);
        counts.add("he he");
        return BpeTrainer.train(counts, new BpeTrainer.Settings(1000, 1, List.of("<|endoftext|>")), n -> {});
    }

    private static String write(Tokenizer tokenizer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TokenizerJson.write(tokenizer, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Tokenizer read(String json) throws IOException {
        return TokenizerJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "t.json");
    }
}
