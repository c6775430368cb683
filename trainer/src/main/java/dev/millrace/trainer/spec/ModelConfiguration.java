package dev.millrace.trainer.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What Hugging Face's {@code config.json} says of a model. Source: transformers, {@code GPT2Config}.
 *
 * @param endOfText id of the token that ends a document, {@code eos_token_id}
 */
public record ModelConfiguration(ModelSpec spec, OptionalInt endOfText) {
    /** Name of the file in a model's folder. */
    public static final String FILE = "config.json";

    private static final long MOST_BYTES = 1 << 20;
    private static final double DEFAULT_EPSILON = 1e-5;
    private static final int HIDDEN_FACTOR = 4;
    private static final Set<String> ACTIVATIONS = Set.of("gelu_new", "gelu_pytorch_tanh");
    /** Switches that change the computation, with the value that this model has. */
    private static final Map<String, Boolean> SWITCHES = Map.of(
            "scale_attn_weights", true,
            "scale_attn_by_inverse_layer_idx", false,
            "tie_word_embeddings", true,
            "add_cross_attention", false);

    private static final ObjectMapper JSON = JsonMapper.builder()
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
            String type = root.path("model_type").asText("none");
            if (!type.equals("gpt2")) {
                throw new IllegalArgumentException("Invalid model_type: " + type + " (must be gpt2)");
            }
            checkSupported(root);
            int width = integer(root, "n_embd");
            DecoderSpec spec = DecoderSpec.gpt2(
                    integer(root, "vocab_size"),
                    integer(root, "n_positions"),
                    width,
                    integer(root, "n_layer"),
                    integer(root, "n_head"),
                    root.hasNonNull("n_inner") ? integer(root, "n_inner") : Math.multiplyExact(HIDDEN_FACTOR, width),
                    root.path("layer_norm_epsilon").asDouble(DEFAULT_EPSILON));
            return new ModelConfiguration(
                    spec,
                    root.hasNonNull("eos_token_id")
                            ? OptionalInt.of(integer(root, "eos_token_id"))
                            : OptionalInt.empty());
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

    /** The file's text, keys in alphabetical order. */
    public String toJson() {
        if (!(spec instanceof DecoderSpec gpt2)) {
            throw new IllegalArgumentException("Invalid model: no config.json for " + spec);
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("activation_function", "gelu_new");
        root.putArray("architectures").add("GPT2LMHeadModel");
        root.put("attn_pdrop", 0.0);
        endOfText.ifPresent(id -> root.put("bos_token_id", id));
        root.put("embd_pdrop", 0.0);
        endOfText.ifPresent(id -> root.put("eos_token_id", id));
        root.put("initializer_range", 0.02);
        root.put("layer_norm_epsilon", gpt2.block().norm().epsilon());
        root.put("model_type", "gpt2");
        root.put("n_embd", gpt2.block().width());
        root.put("n_head", gpt2.block().attention().heads());
        root.put("n_inner", gpt2.block().feedForward().hidden());
        root.put("n_layer", gpt2.layers());
        root.put("n_positions", gpt2.context());
        root.put("resid_pdrop", 0.0);
        root.put("scale_attn_weights", true);
        root.put("tie_word_embeddings", true);
        root.put("torch_dtype", "float32");
        root.put("vocab_size", gpt2.vocabularySize());
        return root.toPrettyString() + "\n";
    }

    private static void checkSupported(JsonNode root) {
        String activation = root.path("activation_function").asText("gelu_new");
        if (!ACTIVATIONS.contains(activation)) {
            throw new IllegalArgumentException("Invalid activation_function: " + activation + " (must be gelu_new)");
        }
        SWITCHES.forEach((key, value) -> {
            if (root.path(key).asBoolean(value) != value) {
                throw new IllegalArgumentException("Invalid " + key + ": " + !value + " (must be " + value + ")");
            }
        });
    }

    private static int integer(JsonNode root, String key) {
        JsonNode node = root.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException(
                    "Invalid " + key + ": " + (node.isMissingNode() ? "none" : node) + " (must be an integer)");
        }
        return node.asInt();
    }
}
