package dev.millrace.trainer.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.trainer.interop.HuggingFace;
import dev.millrace.trainer.model.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Continuations by transformers' {@code generate}: greedy, and by four beams. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class GenerationConformanceTest {
    private static final int TOKENS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "qwen2-tied", "mixtral-moe", "t5-original", "t5-v1_1"})
    void continuesAsTransformersDoes(String name) throws IOException {
        Path folder = Reference.path("models/hf-tiny").resolve(name);
        JsonNode golden = new ObjectMapper().readTree(Files.readString(folder.resolve("golden.json")));
        HuggingFace.Model model = HuggingFace.read(folder);
        int[] prompt = ids(golden.get("prompt").get(0));
        int given = model.decoderStart().isPresent() ? 1 : prompt.length;
        try (Generator generator = new Generator(
                model.spec(), model.parameters(), 4, model.decoderStart().orElse(Generator.DECODER_START))) {
            assertThat(generator.generate(prompt, SamplingSettings.greedy(TOKENS), model.endOfText(), id -> {}))
                    .isEqualTo(tail(golden, "greedy", given));
            assertThat(generator.search(prompt, new BeamSettings(TOKENS, 4, 1), model.endOfText()))
                    .isEqualTo(tail(golden, "beam4", given));
            assertThat(generator.search(prompt, new BeamSettings(TOKENS, 1, 1), model.endOfText()))
                    .as("one beam")
                    .isEqualTo(tail(golden, "greedy", given));
        }
    }

    private static int[] tail(JsonNode golden, String kind, int given) {
        int[] all = ids(golden.get(kind).get(0));
        return Arrays.copyOfRange(all, given, all.length);
    }

    private static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
