package dev.millrace.trainer.interop;

import dev.millrace.trainer.spec.ParameterList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of the tensors of BERT's embedding and blocks, which ELECTRA has under another prefix. */
final class EncoderTensors {
    private static final Map<String, String> EMBEDDING = Map.of(
            ParameterList.TOKENS, "embeddings.word_embeddings.weight",
            ParameterList.POSITIONS, "embeddings.position_embeddings.weight",
            ParameterList.SEGMENTS, "embeddings.token_type_embeddings.weight",
            ParameterList.NORM_GAIN, "embeddings.LayerNorm.weight",
            ParameterList.NORM_BIAS, "embeddings.LayerNorm.bias",
            ParameterList.PROJECTION_WEIGHT, "embeddings_project.weight",
            ParameterList.PROJECTION_BIAS, "embeddings_project.bias");

    private static final Map<String, String> BLOCK = Map.of(
            ParameterList.ATTENTION_OUT_WEIGHT, "attention.output.dense.weight",
            ParameterList.ATTENTION_OUT_BIAS, "attention.output.dense.bias",
            ParameterList.ATTENTION_NORM_GAIN, "attention.output.LayerNorm.weight",
            ParameterList.ATTENTION_NORM_BIAS, "attention.output.LayerNorm.bias",
            ParameterList.MLP_IN_WEIGHT, "intermediate.dense.weight",
            ParameterList.MLP_IN_BIAS, "intermediate.dense.bias",
            ParameterList.MLP_OUT_WEIGHT, "output.dense.weight",
            ParameterList.MLP_OUT_BIAS, "output.dense.bias",
            ParameterList.MLP_NORM_GAIN, "output.LayerNorm.weight",
            ParameterList.MLP_NORM_BIAS, "output.LayerNorm.bias");

    private EncoderTensors() {}

    /** Without those of a head. */
    static TensorNames of(String prefix, int keyWidth) {
        String block = prefix + "encoder.layer.{i}.";
        String attention = block + "attention.self.";
        return new TensorNames(TensorPart.Order.TRANSPOSED, keyWidth)
                .putAll(ParameterList.EMBEDDING, prefixed(prefix, EMBEDDING))
                .putAll(ParameterList.BLOCK, prefixed(block, BLOCK))
                .put(
                        ParameterList.BLOCK,
                        ParameterList.QKV_WEIGHT,
                        attention + "query.weight",
                        attention + "key.weight",
                        attention + "value.weight")
                .put(
                        ParameterList.BLOCK,
                        ParameterList.QKV_BIAS,
                        attention + "query.bias",
                        attention + "key.bias",
                        attention + "value.bias");
    }

    /** Files converted from TensorFlow call a norm's tensors gamma and beta. */
    static List<String> spellings(String tensor) {
        if (!tensor.contains("LayerNorm.")) {
            return List.of(tensor);
        }
        return List.of(
                tensor,
                tensor.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"));
    }

    private static Map<String, String> prefixed(String prefix, Map<String, String> names) {
        Map<String, String> all = new HashMap<>();
        names.forEach((key, name) -> all.put(key, prefix + name));
        return all;
    }
}
