package dev.millrace.trainer.interop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Models that transformers writes alike: the keys of their {@code config.json} and the names of their tensors. */
sealed interface Family permits Gpt2Family, LlamaFamily, BertFamily, ElectraFamily, T5Family {

    /** Values of {@code model_type}. */
    Set<String> types();

    /**
     * The model that the keys describe, without dropout.
     *
     * @throws IllegalArgumentException naming the first key that asks for what there is not
     */
    ModelSpec spec(ConfigKeys keys);

    /** The model in the form that this family can hold: without dropout, for one; empty when it is none of it. */
    Optional<ModelSpec> held(ModelSpec spec);

    /** Writes the keys of a model as {@link #held} gave it. */
    void describe(ModelSpec held, ObjectNode root);

    /** Its tensors. */
    TensorNames names(ModelSpec held);

    /** Names under which files may hold a tensor, the usual first. */
    default List<String> spellings(String tensor) {
        return List.of(tensor);
    }

    /** Whole names of tensors in old files that are no parameters, or none of this model. */
    default Pattern ignored() {
        return Pattern.compile("(?!)");
    }
}
