package dev.millrace.trainer.interop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.trainer.kernel.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The keys of a {@code config.json}, read by type. A key that is null is as good as none. */
final class ConfigKeys {
    private static final Map<String, Activation> ACTIVATIONS = new LinkedHashMap<>();

    static {
        ACTIVATIONS.put("gelu_new", Activation.GELU_TANH);
        ACTIVATIONS.put("gelu_pytorch_tanh", Activation.GELU_TANH);
        ACTIVATIONS.put("gelu", Activation.GELU);
        ACTIVATIONS.put("relu", Activation.RELU);
        ACTIVATIONS.put("silu", Activation.SILU);
        ACTIVATIONS.put("swish", Activation.SILU);
        ACTIVATIONS.put("tanh", Activation.TANH);
    }

    private final JsonNode root;

    ConfigKeys(JsonNode root) {
        this.root = root;
    }

    boolean has(String key) {
        return root.hasNonNull(key);
    }

    /** The keys below a key; none when it is absent. */
    ConfigKeys section(String key) {
        return new ConfigKeys(root.path(key));
    }

    int count(String key) {
        return root.path(key).size();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        root.path(key).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    String text(String key, String otherwise) {
        return has(key) ? root.get(key).asText() : otherwise;
    }

    int integer(String key) {
        JsonNode node = root.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException(
                    "Invalid " + key + ": " + (node.isMissingNode() ? "none" : node) + " (must be an integer)");
        }
        return node.asInt();
    }

    int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    OptionalInt id(String key) {
        return has(key) ? OptionalInt.of(integer(key)) : OptionalInt.empty();
    }

    double number(String key, double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!root.get(key).isNumber()) {
            throw new IllegalArgumentException("Invalid " + key + ": " + root.get(key) + " (must be a number)");
        }
        return root.get(key).asDouble();
    }

    /** @param otherwise what the key's absence means */
    Flag flag(String key, Flag otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        return root.get(key).asBoolean() ? Flag.TRUE : Flag.FALSE;
    }

    /** Refuses a key whose value changes the computation into one that is not offered. */
    void require(String key, Flag only) {
        if (flag(key, only) != only) {
            throw new IllegalArgumentException("Invalid " + key + ": " + flag(key, only) + " (must be " + only + ")");
        }
    }

    /** As {@link #require(String, Flag)}, of a text; what is absent passes. */
    void require(String key, String only) {
        if (!text(key, only).equals(only)) {
            throw new IllegalArgumentException("Invalid " + key + ": " + text(key, only) + " (must be " + only + ")");
        }
    }

    /** Refuses a key with a value. */
    void refuse(String key) {
        if (has(key)) {
            throw new IllegalArgumentException("Invalid " + key + ": " + root.get(key) + " (must be null)");
        }
    }

    Activation activation(String key, String otherwise) {
        return activationNamed(key, text(key, otherwise));
    }

    /** @param name as transformers spells it, found under the key */
    static Activation activationNamed(String key, String name) {
        Activation activation = ACTIVATIONS.get(name);
        if (activation == null) {
            throw new IllegalArgumentException("Invalid " + key + ": " + name + " (must be one of "
                    + String.join(", ", ACTIVATIONS.keySet()) + ")");
        }
        return activation;
    }

    /** As transformers spells it. */
    static String name(Activation activation) {
        return ACTIVATIONS.entrySet().stream()
                .filter(entry -> entry.getValue() == activation)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** A switch in the file. */
    enum Flag {
        TRUE,
        FALSE;

        boolean isTrue() {
            return this == TRUE;
        }

        @Override
        public String toString() {
            return this == TRUE ? "true" : "false";
        }
    }
}
