package dev.millrace.trainer.interop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ElectraForPreTraining}, the discriminator, and {@code ElectraForMaskedLM}, the generator. */
final class ElectraFamily implements Family {
    private static final String DISCRIMINATOR = "ElectraForPreTraining";
    private static final String GENERATOR = "ElectraForMaskedLM";
    private static final int EMBEDDING_WIDTH = 128;

    private static final Map<String, String> DISCRIMINATOR_HEAD = Map.of(
            ParameterList.TRANSFORM_WEIGHT, "discriminator_predictions.dense.weight",
            ParameterList.TRANSFORM_BIAS, "discriminator_predictions.dense.bias",
            ParameterList.CLASS_WEIGHT, "discriminator_predictions.dense_prediction.weight",
            ParameterList.CLASS_BIAS, "discriminator_predictions.dense_prediction.bias");

    private static final Map<String, String> GENERATOR_HEAD = Map.of(
            ParameterList.TRANSFORM_WEIGHT, "generator_predictions.dense.weight",
            ParameterList.TRANSFORM_BIAS, "generator_predictions.dense.bias",
            ParameterList.TRANSFORM_NORM_GAIN, "generator_predictions.LayerNorm.weight",
            ParameterList.TRANSFORM_NORM_BIAS, "generator_predictions.LayerNorm.bias",
            ParameterList.OUTPUT_BIAS, "generator_lm_head.bias");

    @Override
    public Set<String> types() {
        return Set.of("electra");
    }

    @Override
    public ModelSpec spec(ConfigKeys keys) {
        String architecture = EncoderKeys.architecture(keys, List.of(DISCRIMINATOR, GENERATOR));
        BlockSpec block = EncoderKeys.block(keys);
        int vocabularySize = keys.integer("vocab_size");
        int embeddingWidth = keys.integer("embedding_size", EMBEDDING_WIDTH);
        boolean discriminates = architecture.equals(DISCRIMINATOR);
        if (discriminates && block.feedForward().activation() != Activation.GELU) {
            throw new IllegalArgumentException(
                    "Invalid hidden_act: " + keys.text("hidden_act", "gelu") + " (must be gelu for a discriminator)");
        }
        HeadSpec head = discriminates
                ? new HeadSpec.Replaced(block.width(), block.norm())
                // the generator's head has this activation whatever the blocks have
                : new HeadSpec.MaskedLanguage(
                        block.width(),
                        embeddingWidth,
                        vocabularySize,
                        block.norm(),
                        Activation.GELU,
                        HeadSpec.MaskedLanguage.Extra.NONE);
        return new EncoderSpec(
                vocabularySize,
                keys.integer("max_position_embeddings"),
                keys.integer("type_vocab_size", 2),
                embeddingWidth,
                keys.integer("num_hidden_layers"),
                block,
                head);
    }

    @Override
    public Optional<ModelSpec> held(ModelSpec spec) {
        return Families.as(EncoderSpec.class, spec)
                .map(encoder -> new EncoderSpec(
                        encoder.vocabularySize(),
                        encoder.context(),
                        encoder.segments(),
                        encoder.embeddingWidth(),
                        encoder.layers(),
                        encoder.block().withDropout(0),
                        encoder.head()));
    }

    @Override
    public void describe(ModelSpec held, ObjectNode root) {
        EncoderSpec spec = (EncoderSpec) held;
        EncoderKeys.describe(spec, root);
        root.put("model_type", "electra");
        root.putArray("architectures").add(spec.head() instanceof HeadSpec.Replaced ? DISCRIMINATOR : GENERATOR);
        root.put("embedding_size", spec.embeddingWidth());
    }

    @Override
    public TensorNames names(ModelSpec held) {
        EncoderSpec spec = (EncoderSpec) held;
        TensorNames names =
                EncoderTensors.of("electra.", spec.block().attention().keyWidth());
        return spec.head() instanceof HeadSpec.Replaced
                ? names.putAll(ParameterList.HEAD, DISCRIMINATOR_HEAD)
                : names.putAll(ParameterList.HEAD, GENERATOR_HEAD)
                        .copy("generator_lm_head.weight", "electra.embeddings.word_embeddings.weight");
    }

    @Override
    public List<String> spellings(String tensor) {
        return EncoderTensors.spellings(tensor);
    }

    @Override
    public Pattern ignored() {
        return Pattern.compile("electra\\.embeddings\\.position_ids");
    }
}
