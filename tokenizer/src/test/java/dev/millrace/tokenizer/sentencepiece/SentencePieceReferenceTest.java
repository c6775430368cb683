package dev.millrace.tokenizer.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.format.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids against those of {@code spm_encode}. */
@EnabledIfSystemProperty(named = Reference.PROPERTY, matches = ".+")
class SentencePieceReferenceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"test_model", "test_ja_model", "botchan_unigram", "botchan_bpe"})
    void givesTheIdsOfSpmEncode(String name) throws Exception {
        SentencePieceTokenizer tokenizer =
                SentencePieceTokenizer.read(Reference.tokenizers("sentencepiece/" + name + ".model"));
        List<JsonNode> lines = MAPPER.readerFor(JsonNode.class)
                .<JsonNode>readValues(Reference.text("sentencepiece/golden_encodings.jsonl.gz"))
                .readAll();

        assertThat(lines).hasSize(1691);
        SentencePieceTokenizer copy = copy(tokenizer);
        for (JsonNode line : lines) {
            String text = line.get("text").textValue();
            int[] expected = MAPPER.convertValue(line.get(name), int[].class);
            assertThat(tokenizer.encode(text)).as(text).isEqualTo(expected);
            // and after a round trip through a file of our own
            assertThat(copy.encode(text)).as(text).isEqualTo(expected);
        }
    }

    private static SentencePieceTokenizer copy(SentencePieceTokenizer tokenizer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tokenizer.file().write(bytes);
        return new SentencePieceTokenizer(ModelFile.read(new ByteArrayInputStream(bytes.toByteArray()), "copy"));
    }
}
