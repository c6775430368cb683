package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.pretoken.WordSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids against those that the models' own tokenizers gave. */
@EnabledIfSystemProperty(named = Reference.PROPERTY, matches = ".+")
class ReferenceEncodingsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void gpt2GivesTheGoldenIds() throws Exception {
        Tokenizer gpt2 =
                Gpt2Files.read(Reference.tokenizers("gpt2/encoder.json"), Reference.tokenizers("gpt2/vocab.bpe"));

        assertThat(gpt2.vocabularySize()).isEqualTo(50257);
        assertGolden(gpt2, "gpt2");
        // and after a round trip through tokenizer.json
        assertGolden(copy(gpt2), "gpt2");
    }

    @ParameterizedTest
    @CsvSource({"r50k, GPT2, 50256", "p50k, GPT2, 50256", "cl100k, CL100K, 100256", "o200k, O200K, 199998"})
    void tiktokenGivesTheGoldenIds(String encoding, WordSplit split, int endOfText) throws Exception {
        Tokenizer tokenizer = TiktokenRanks.read(
                Reference.unpacked("tiktoken/" + encoding + "_base.tiktoken.gz", folder),
                split,
                List.of(AddedToken.special(endOfText, "<|endoftext|>")));

        if (!encoding.equals("p50k")) {
            assertGolden(tokenizer, encoding);
        }
        List<List<String>> rows = Reference.rows(Reference.text("tiktoken/" + encoding + "_base_encodings.csv.gz"));
        assertThat(rows).hasSizeGreaterThan(300);
        for (List<String> row : rows.subList(1, rows.size())) {
            assertThat(Arrays.toString(tokenizer.encode(row.get(0)))).isEqualTo(row.get(1));
            assertThat(tokenizer.decode(tokenizer.encode(row.get(0)))).isEqualTo(row.get(0));
        }
    }

    @Test
    void readsTheTokenizerOfGptNeoX() throws Exception {
        Path file = Reference.unpacked("hf-tokenizer-json/gpt-neo-test-tokenizer.json.gz", folder);
        Tokenizer tokenizer = TokenizerJson.read(file);

        assertThat(tokenizer.vocabularySize()).isEqualTo(50280);
        assertThat(tokenizer.idOf("<|endoftext|>")).hasValue(50279);
        for (JsonNode line : golden()) {
            String text = line.get("text").textValue();
            assertThat(tokenizer.decode(tokenizer.encode(text)))
                    .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
        }
        assertThat(copy(tokenizer).fingerprint()).isEqualTo(tokenizer.fingerprint());
    }

    private static void assertGolden(Tokenizer tokenizer, String name) throws IOException {
        List<JsonNode> lines = golden();
        assertThat(lines).hasSize(996);
        for (JsonNode line : lines) {
            String text = line.get("text").textValue();
            assertThat(tokenizer.encode(text)).as(text).isEqualTo(MAPPER.convertValue(line.get(name), int[].class));
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    private static List<JsonNode> golden() throws IOException {
        return MAPPER.readerFor(JsonNode.class)
                .<JsonNode>readValues(Reference.text("golden_encodings.jsonl.gz"))
                .readAll();
    }

    private static Tokenizer copy(Tokenizer tokenizer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TokenizerJson.write(tokenizer, bytes);
        return TokenizerJson.read(new ByteArrayInputStream(bytes.toByteArray()), "copy");
    }
}
