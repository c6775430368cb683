package dev.millrace.trainer.interop;

import static dev.millrace.trainer.interop.ConfigKeys.Flag.FALSE;
import static dev.millrace.trainer.interop.ConfigKeys.Flag.TRUE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.ParameterList;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;
import java.util.Set;

/**
 * {@code T5ForConditionalGeneration}, the original and version 1.1. Its positions have no end: the contexts are
 * {@code n_positions}, {@value #CONTEXT} when absent, or {@code n_target_positions} for the decoder's.
 */
final class T5Family implements Family {
    private static final int CONTEXT = 512;
    private static final String GATED = "gated-";
    private static final String GATED_GELU = "gated-gelu";

    @Override
    public Set<String> types() {
        return Set.of("t5");
    }

    @Override
    public ModelSpec spec(ConfigKeys keys) {
        int layers = keys.integer("num_layers");
        int vocabularySize = keys.integer("vocab_size");
        int sourceContext = keys.integer("n_positions", CONTEXT);
        boolean tied = keys.flag("tie_word_embeddings", TRUE).isTrue();
        boolean scaled = keys.flag("scale_decoder_outputs", tied ? TRUE : FALSE).isTrue();
        return new EncoderDecoderSpec(
                vocabularySize,
                sourceContext,
                keys.integer("n_target_positions", sourceContext),
                layers,
                keys.integer("num_decoder_layers", layers),
                block(keys, AttentionSpec.Visibility.FULL),
                block(keys, AttentionSpec.Visibility.CAUSAL),
                tied ? Output.TIED : Output.OWN,
                scaled ? scale(keys.integer("d_model")) : 1);
    }

    @Override
    public Optional<ModelSpec> held(ModelSpec spec) {
        return Families.as(EncoderDecoderSpec.class, spec)
                .filter(both -> both.encoderBlock().positions() instanceof Positions.Relative)
                .map(both -> new EncoderDecoderSpec(
                        both.vocabularySize(),
                        both.sourceContext(),
                        both.context(),
                        both.encoderLayers(),
                        both.decoderLayers(),
                        both.encoderBlock().withDropout(0),
                        both.decoderBlock().withDropout(0),
                        both.output(),
                        both.outputScale()));
    }

    @Override
    public void describe(ModelSpec held, ObjectNode root) {
        EncoderDecoderSpec spec = (EncoderDecoderSpec) held;
        BlockSpec block = spec.encoderBlock();
        FeedForwardSpec network = block.feedForward();
        Positions.Relative positions = (Positions.Relative) block.positions();
        root.put("model_type", "t5");
        root.putArray("architectures").add("T5ForConditionalGeneration");
        root.put("is_encoder_decoder", true);
        root.put("vocab_size", spec.vocabularySize());
        root.put("n_positions", spec.sourceContext());
        if (spec.context() != spec.sourceContext()) {
            root.put("n_target_positions", spec.context());
        }
        root.put("num_layers", spec.encoderLayers());
        root.put("num_decoder_layers", spec.decoderLayers());
        root.put("d_model", block.width());
        root.put("d_kv", block.attention().headWidth());
        root.put("num_heads", block.attention().heads());
        root.put("d_ff", network.hidden());
        root.put("feed_forward_proj", projection(network));
        root.put("relative_attention_num_buckets", positions.buckets());
        root.put("relative_attention_max_distance", positions.farthest());
        root.put("layer_norm_epsilon", block.norm().epsilon());
        root.put("dropout_rate", 0.0);
        root.put("tie_word_embeddings", spec.output() == Output.TIED);
        root.put("scale_decoder_outputs", spec.outputScale() != 1);
        root.put("pad_token_id", 0);
    }

    @Override
    public TensorNames names(ModelSpec held) {
        EncoderDecoderSpec spec = (EncoderDecoderSpec) held;
        TensorNames names = new TensorNames(
                        TensorPart.Order.TRANSPOSED,
                        spec.encoderBlock().attention().keyWidth())
                .put(ParameterList.EMBEDDING, ParameterList.TOKENS, "shared.weight")
                .put(ParameterList.EMBEDDING, ParameterList.DISTANCES, distances("encoder"))
                .put(ParameterList.ENCODER_NORM, ParameterList.NORM_GAIN, "encoder.final_layer_norm.weight")
                .put(ParameterList.DECODER_EMBEDDING, ParameterList.DISTANCES, distances("decoder"))
                .put(ParameterList.HEAD, ParameterList.NORM_GAIN, "decoder.final_layer_norm.weight")
                .put(ParameterList.HEAD, ParameterList.OUTPUT_WEIGHT, "lm_head.weight")
                .copy("lm_head.weight", "shared.weight")
                .copy("encoder.embed_tokens.weight", "shared.weight")
                .copy("decoder.embed_tokens.weight", "shared.weight");
        putBlock(names, ParameterList.BLOCK, "encoder.block.{i}.layer.", 1, spec.encoderBlock());
        putBlock(names, ParameterList.DECODER_BLOCK, "decoder.block.{i}.layer.", 2, spec.decoderBlock());
        String cross = "decoder.block.{i}.layer.1.";
        return names.put(ParameterList.DECODER_BLOCK, ParameterList.CROSS_NORM_GAIN, cross + "layer_norm.weight")
                .put(ParameterList.DECODER_BLOCK, ParameterList.CROSS_QUERY_WEIGHT, cross + "EncDecAttention.q.weight")
                .put(
                        ParameterList.DECODER_BLOCK,
                        ParameterList.CROSS_KEY_VALUE_WEIGHT,
                        cross + "EncDecAttention.k.weight",
                        cross + "EncDecAttention.v.weight")
                .put(ParameterList.DECODER_BLOCK, ParameterList.CROSS_OUT_WEIGHT, cross + "EncDecAttention.o.weight");
    }

    /** @param last number of the block's last sublayer */
    private static void putBlock(TensorNames names, String layer, String prefix, int last, BlockSpec block) {
        String attention = prefix + "0.SelfAttention.";
        String network = prefix + last + ".DenseReluDense.";
        names.put(layer, ParameterList.ATTENTION_NORM_GAIN, prefix + "0.layer_norm.weight")
                .put(
                        layer,
                        ParameterList.QKV_WEIGHT,
                        attention + "q.weight",
                        attention + "k.weight",
                        attention + "v.weight")
                .put(layer, ParameterList.ATTENTION_OUT_WEIGHT, attention + "o.weight")
                .put(layer, ParameterList.MLP_NORM_GAIN, prefix + last + ".layer_norm.weight")
                .put(layer, ParameterList.MLP_OUT_WEIGHT, network + "wo.weight");
        if (block.feedForward().form() == FeedForwardSpec.Form.GATED) {
            names.put(layer, ParameterList.MLP_IN_WEIGHT, network + "wi_0.weight", network + "wi_1.weight");
        } else {
            names.put(layer, ParameterList.MLP_IN_WEIGHT, network + "wi.weight");
        }
    }

    private static String distances(String stack) {
        return stack + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";
    }

    private static BlockSpec block(ConfigKeys keys, AttentionSpec.Visibility visibility) {
        int heads = keys.integer("num_heads");
        String projection = keys.text("feed_forward_proj", "relu");
        FeedForwardSpec network = new FeedForwardSpec(
                keys.integer("d_ff"),
                activation(projection),
                projection.startsWith(GATED) ? FeedForwardSpec.Form.GATED : FeedForwardSpec.Form.PLAIN,
                FeedForwardSpec.Bias.NONE,
                new FeedForwardSpec.Dense());
        return new BlockSpec(
                keys.integer("d_model"),
                new AttentionSpec(
                        heads,
                        heads,
                        keys.integer("d_kv"),
                        visibility,
                        AttentionSpec.Scale.ONE,
                        AttentionSpec.Bias.NONE),
                network,
                new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.PRE, keys.number("layer_norm_epsilon", 1e-6)),
                new Positions.Relative(
                        keys.integer("relative_attention_num_buckets", 32),
                        keys.integer("relative_attention_max_distance", 128)),
                0);
    }

    /** transformers takes the tanh form for gated-gelu, whose name says otherwise. */
    private static Activation activation(String projection) {
        if (projection.equals(GATED_GELU)) {
            return Activation.GELU_TANH;
        }
        return ConfigKeys.activationNamed(
                "feed_forward_proj", projection.startsWith(GATED) ? projection.substring(GATED.length()) : projection);
    }

    private static String projection(FeedForwardSpec network) {
        if (network.form() == FeedForwardSpec.Form.PLAIN) {
            return ConfigKeys.name(network.activation());
        }
        return network.activation() == Activation.GELU_TANH
                ? GATED_GELU
                : GATED + ConfigKeys.name(network.activation());
    }

    private static double scale(int width) {
        return Math.pow(width, -.5);
    }
}
