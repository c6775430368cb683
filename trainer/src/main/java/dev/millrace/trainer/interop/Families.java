package dev.millrace.trainer.interop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All families of models. */
final class Families {
    private static final List<Family> ALL =
            List.of(new Gpt2Family(), new LlamaFamily(), new BertFamily(), new ElectraFamily(), new T5Family());

    private Families() {}

    /** The family of a {@code model_type}. */
    static Family of(String type) {
        return ALL.stream()
                .filter(family -> family.types().contains(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Invalid model_type: " + type + " (must be one of "
                        + ALL.stream()
                                .flatMap(family -> family.types().stream().sorted())
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    /** The first family that can hold a model: what it describes is the model when read again. */
    static Family of(ModelSpec spec) {
        return ALL.stream()
                .filter(family ->
                        family.held(spec).filter(held -> isHeld(family, held)).isPresent())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Invalid model: no architecture of transformers is " + spec));
    }

    private static boolean isHeld(Family family, ModelSpec held) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        family.describe(held, root);
        try {
            return family.spec(new ConfigKeys(root)).equals(held);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Part of {@link Family#held}: the value when it is of the type. */
    static <T extends ModelSpec> Optional<T> as(Class<T> type, ModelSpec spec) {
        return type.isInstance(spec) ? Optional.of(type.cast(spec)) : Optional.empty();
    }
}
