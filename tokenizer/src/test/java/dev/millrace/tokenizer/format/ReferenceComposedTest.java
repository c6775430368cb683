package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.characterbpe.CharacterBpe;
import dev.millrace.tokenizer.characterbpe.CharacterBpeSettings;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import dev.millrace.tokenizer.encoding.Truncation;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.Prepend;
import dev.millrace.tokenizer.normalizer.Replace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ids of Llama 2 and BERT against those that the models' own tokenizers gave. */
@EnabledIfSystemProperty(named = Reference.PROPERTY, matches = ".+")
class ReferenceComposedTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void llama2GivesTheGoldenIds() throws IOException {
        List<String> vocabulary = new ArrayList<>();
        MAPPER.readTree(Reference.text("llama2-sp/vocab.json.gz")).forEach(token -> vocabulary.add(token.textValue()));
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
        JsonNode merges = MAPPER.readTree(Reference.text("llama2-sp/merges.json.gz"));
        int[] left = new int[merges.size()];
        int[] right = new int[merges.size()];
        for (int rank = 0; rank < left.length; rank++) {
            String[] pair = merges.get(rank).get(0).textValue().split(" ");
            left[rank] = ids.get(pair[0]);
            right[rank] = ids.get(pair[1]);
        }
        assertGolden(new ComposedTokenizer(TokenizerParts.of(
                        new CharacterBpe(vocabulary, left, right, CharacterBpeSettings.sentencePiece("<unk>")))
                .withNormalizer(Normalizer.Sequence.of(List.of(new Prepend("\u2581"), Replace.text(" ", "\u2581"))))));
    }

    @Test
    void llama2sTokenizerJsonGivesTheGoldenIds() throws IOException {
        ComposedTokenizer tokenizer = TokenizerJson.readComposed(
                Reference.unpacked("hf-tokenizer-json/llama-test-tokenizer.json.gz", folder));

        assertThat(tokenizer.encoding("a").ids()[0]).isEqualTo(1);
        assertGolden(tokenizer);
    }

    @Test
    void bertGivesTheTokensOfTheRegressionText() throws IOException {
        ComposedTokenizer read =
                TokenizerJson.readComposed(Reference.unpacked("bert/all-minilm-l6-v2-tokenizer.json.gz", folder));
        ComposedTokenizer bert = new ComposedTokenizer(
                read.parts().withTruncation(Truncation.none()).withPadding(Padding.none()));
        ComposedTokenizer plain = BertVocabulary.read(
                Reference.tokenizers("bert/bert-base-uncased-vocab.txt"),
                dev.millrace.tokenizer.normalizer.BertNormalizer.uncased());
        List<String> lines =
                Reference.text("bert/regression-text.txt.gz").lines().toList();

        assertThat(lines).hasSizeGreaterThan(1000);
        for (String line : lines) {
            assertThat(bert.encoding(line, SpecialTokens.LEFT_OUT).ids())
                    .as(line)
                    .isEqualTo(plain.encode(line));
        }
    }

    private static void assertGolden(ComposedTokenizer tokenizer) throws IOException {
        List<JsonNode> lines = MAPPER.readerFor(JsonNode.class)
                .<JsonNode>readValues(Reference.text("golden_encodings.jsonl.gz"))
                .readAll();
        assertThat(lines).hasSize(996);
        for (JsonNode line : lines) {
            String text = line.get("text").textValue();
            int[] golden = MAPPER.convertValue(line.get("llama2"), int[].class);
            int from = golden.length > 0 && golden[0] == 1 ? 1 : 0;
            assertThat(tokenizer.encode(text))
                    .as(text)
                    .isEqualTo(java.util.Arrays.copyOfRange(golden, from, golden.length));
        }
    }
}
