package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.DecodeStream;
import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Hugging Face's tokenizers 0.23.2 made of random texts, with one tokenizer for every normaliser, word split,
 * model, template and decoder there is.
 */
class HuggingFaceVectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Named<JsonNode>> tokenizers() throws IOException {
        try (InputStream in = HuggingFaceVectorsTest.class.getResourceAsStream("huggingface-vectors.json.gz");
                InputStream json = new GZIPInputStream(in)) {
            List<Named<JsonNode>> all = new ArrayList<>();
            MAPPER.readTree(json)
                    .forEach(node -> all.add(Named.of(node.get("name").textValue(), node)));
            return all.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void givesTheSameTokens(JsonNode vectors) throws IOException {
        ComposedTokenizer tokenizer = copy(readComposed(vectors));
        for (int i = 0; i < vectors.get("texts").size(); i++) {
            String text = vectors.get("texts").get(i).textValue();
            assertEqual(vectors.get("plain").get(i), tokenizer.encoding(text, SpecialTokens.LEFT_OUT), text, "");
            assertEqual(vectors.get("full").get(i), tokenizer.encoding(text), text, "");
            JsonNode pair = vectors.get("pairs").get(i);
            if (!pair.isNull()) {
                String second = pair.get(0).textValue();
                assertEqual(pair.get(1), tokenizer.pairEncoding(text, second), text, second);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void givesTheSameTexts(JsonNode vectors) throws IOException {
        ComposedTokenizer tokenizer = readComposed(vectors);
        for (int i = 0; i < vectors.get("texts").size(); i++) {
            int[] ids = integers(vectors.get("full").get(i).get("ids"));
            String decoded = vectors.get("decoded").get(i).textValue();

            assertThat(tokenizer.decode(ids, SpecialTokens.LEFT_OUT)).isEqualTo(decoded);
            assertThat(tokenizer.decode(ids))
                    .isEqualTo(vectors.get("decodedAll").get(i).textValue());
            if (!vectors.get("name").textValue().startsWith("dec ")) {
                DecodeStream stream = tokenizer.decodeStream(SpecialTokens.LEFT_OUT);
                StringBuilder pieces = new StringBuilder();
                IntStream.of(ids).forEach(id -> pieces.append(stream.next(id)));
                assertThat(decoded).startsWith(pieces.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void quickerTokenizersGiveTheSameIds(JsonNode vectors) throws IOException {
        Tokenizer quick = TokenizerJson.read(stream(vectors.get("json").textValue()), "vectors");
        ComposedTokenizer composed = readComposed(vectors);
        for (int i = 0; i < vectors.get("texts").size(); i++) {
            String text = vectors.get("texts").get(i).textValue();
            int[] expected = new ComposedTokenizer(composed.parts().withPadding(Padding.none()))
                    .encoding(text, SpecialTokens.LEFT_OUT)
                    .ids();

            assertThat(quick.encodePrompt(text)).as(text).isEqualTo(expected);
        }
    }

    private static void assertEqual(JsonNode expected, Encoding actual, String text, String pair) {
        assertThat(actual.ids()).as(text).isEqualTo(integers(expected.get("ids")));
        assertThat(actual.tokens()).isEqualTo(MAPPER.convertValue(expected.get("tokens"), List.class));
        assertThat(actual.codePointOffsets(text, pair)).as(text).isEqualTo(integers(expected.get("offsets")));
        assertThat(actual.typeIds()).isEqualTo(integers(expected.get("types")));
        assertThat(actual.specialTokensMask()).isEqualTo(integers(expected.get("special")));
        assertThat(actual.attentionMask()).isEqualTo(integers(expected.get("attention")));
        IntStream all = IntStream.range(0, actual.size());
        assertThat(all.map(i -> actual.word(i).orElse(-1)).toArray()).isEqualTo(integers(expected.get("words")));
        all = IntStream.range(0, actual.size());
        assertThat(all.map(i -> actual.sequence(i).orElse(-1)).toArray()).isEqualTo(integers(expected.get("seq")));
    }

    private static int[] integers(JsonNode array) {
        return MAPPER.convertValue(array, int[].class);
    }

    private static ComposedTokenizer readComposed(JsonNode vectors) throws IOException {
        return TokenizerJson.readComposed(stream(vectors.get("json").textValue()), "vectors");
    }

    private static ComposedTokenizer copy(ComposedTokenizer tokenizer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TokenizerJson.write(tokenizer, bytes);
        ComposedTokenizer copy = TokenizerJson.readComposed(new ByteArrayInputStream(bytes.toByteArray()), "copy");
        assertThat(copy.fingerprint()).isEqualTo(tokenizer.fingerprint());
        return copy;
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
