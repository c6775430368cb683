package dev.millrace.trainer.interop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What Hugging Face's {@code config.json} says of a model. Dropout is a setting of training: it is neither read nor
 * written. Source: transformers 4 and 5, the {@code *Config} classes.
 *
 * @param endOfText id of the token that ends a text, {@code eos_token_id}
 * @param decoderStart id that a decoder behind an encoder begins with, {@code decoder_start_token_id}
 */
public record ModelConfiguration(ModelSpec spec, OptionalInt endOfText, OptionalInt decoderStart) {
    /** Name of the file in a model's folder. */
    public static final String FILE = "config.json";

    private static final long MOST_BYTES = 1 << 20;
    private static final String END_OF_TEXT = "eos_token_id";
    private static final String DECODER_START = "decoder_start_token_id";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // Double.toString gives other digits on other Javas
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads {@value #FILE} in a folder; errors begin with the file. */
    public static ModelConfiguration read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": " + Files.size(file) + " bytes (at most " + MOST_BYTES + ")");
        }
        return parse(Files.readString(file), file.toString());
    }

    /** @param source what errors begin with */
    public static ModelConfiguration parse(String json, String source) throws IOException {
        try {
            JsonNode root = JSON.readTree(json);
            ConfigKeys keys = new ConfigKeys(root);
            return new ModelConfiguration(
                    Families.of(keys.text("model_type", "none")).spec(keys),
                    keys.id(END_OF_TEXT),
                    keys.id(DECODER_START));
        } catch (JsonProcessingException e) {
            throw new IOException(source + ": no valid JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        }
    }

    /** Writes {@value #FILE} into a folder. */
    public void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), toJson().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The file's text, keys in alphabetical order.
     *
     * @throws IllegalArgumentException when no architecture of transformers is this model
     */
    public String toJson() {
        Family family = Families.of(spec);
        ObjectNode root = JSON.createObjectNode();
        family.describe(family.held(spec).orElseThrow(), root);
        endOfText.ifPresent(id -> root.put(END_OF_TEXT, id));
        decoderStart.ifPresentOrElse(
                id -> root.put(DECODER_START, id), () -> endOfText.ifPresent(id -> root.put("bos_token_id", id)));
        root.put("initializer_range", 0.02);
        root.put("torch_dtype", "float32");
        ObjectNode sorted = JSON.createObjectNode();
        root.properties().stream()
                .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and texts that cannot be written", e);
        }
    }
}
