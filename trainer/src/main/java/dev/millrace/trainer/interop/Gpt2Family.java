package dev.millrace.trainer.interop;

import static dev.millrace.trainer.interop.ConfigKeys.Flag.FALSE;
import static dev.millrace.trainer.interop.ConfigKeys.Flag.TRUE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code GPT2LMHeadModel}. Its matrices are inputs × outputs, as ours. A GPT-2 without biases is held as one whose
 * biases are 0.
 */
final class Gpt2Family implements Family {
    private static final String PREFIX = "transformer.";
    private static final int HIDDEN_FACTOR = 4;
    private static final double EPSILON = 1e-5;

    private static final Map<String, String> BLOCK = Map.ofEntries(
            Map.entry(ParameterList.ATTENTION_NORM_GAIN, "transformer.h.{i}.ln_1.weight"),
            Map.entry(ParameterList.ATTENTION_NORM_BIAS, "transformer.h.{i}.ln_1.bias"),
            Map.entry(ParameterList.QKV_WEIGHT, "transformer.h.{i}.attn.c_attn.weight"),
            Map.entry(ParameterList.QKV_BIAS, "transformer.h.{i}.attn.c_attn.bias"),
            Map.entry(ParameterList.ATTENTION_OUT_WEIGHT, "transformer.h.{i}.attn.c_proj.weight"),
            Map.entry(ParameterList.ATTENTION_OUT_BIAS, "transformer.h.{i}.attn.c_proj.bias"),
            Map.entry(ParameterList.MLP_NORM_GAIN, "transformer.h.{i}.ln_2.weight"),
            Map.entry(ParameterList.MLP_NORM_BIAS, "transformer.h.{i}.ln_2.bias"),
            Map.entry(ParameterList.MLP_IN_WEIGHT, "transformer.h.{i}.mlp.c_fc.weight"),
            Map.entry(ParameterList.MLP_IN_BIAS, "transformer.h.{i}.mlp.c_fc.bias"),
            Map.entry(ParameterList.MLP_OUT_WEIGHT, "transformer.h.{i}.mlp.c_proj.weight"),
            Map.entry(ParameterList.MLP_OUT_BIAS, "transformer.h.{i}.mlp.c_proj.bias"));

    @Override
    public Set<String> types() {
        return Set.of("gpt2");
    }

    @Override
    public ModelSpec spec(ConfigKeys keys) {
        keys.require("scale_attn_weights", TRUE);
        keys.require("scale_attn_by_inverse_layer_idx", FALSE);
        keys.require("add_cross_attention", FALSE);
        int width = keys.integer("n_embd");
        DecoderSpec usual = DecoderSpec.gpt2(
                keys.integer("vocab_size"),
                keys.integer("n_positions"),
                width,
                keys.integer("n_layer"),
                keys.integer("n_head"),
                keys.integer("n_inner", Math.multiplyExact(HIDDEN_FACTOR, width)),
                keys.number("layer_norm_epsilon", EPSILON));
        BlockSpec block = usual.block();
        FeedForwardSpec network = new FeedForwardSpec(
                block.feedForward().hidden(),
                keys.activation("activation_function", "gelu_new"),
                FeedForwardSpec.Form.PLAIN,
                FeedForwardSpec.Bias.BOTH,
                new FeedForwardSpec.Dense());
        Output output = keys.flag("tie_word_embeddings", TRUE).isTrue() ? Output.TIED : Output.OWN;
        return new DecoderSpec(
                usual.vocabularySize(),
                usual.context(),
                usual.layers(),
                new BlockSpec(width, block.attention(), network, block.norm(), block.positions(), 0),
                output);
    }

    @Override
    public Optional<ModelSpec> held(ModelSpec spec) {
        return Families.as(DecoderSpec.class, spec)
                .filter(decoder -> decoder.block().feedForward().routing() instanceof FeedForwardSpec.Dense)
                .map(Gpt2Family::withBiases);
    }

    @Override
    public void describe(ModelSpec held, ObjectNode root) {
        DecoderSpec spec = (DecoderSpec) held;
        root.put("model_type", "gpt2");
        root.putArray("architectures").add("GPT2LMHeadModel");
        root.put("vocab_size", spec.vocabularySize());
        root.put("n_positions", spec.context());
        root.put("n_embd", spec.block().width());
        root.put("n_layer", spec.layers());
        root.put("n_head", spec.block().attention().heads());
        root.put("n_inner", spec.block().feedForward().hidden());
        root.put("layer_norm_epsilon", spec.block().norm().epsilon());
        root.put(
                "activation_function",
                ConfigKeys.name(spec.block().feedForward().activation()));
        root.put("tie_word_embeddings", spec.output() == Output.TIED);
        root.put("scale_attn_weights", true);
        root.put("attn_pdrop", 0.0);
        root.put("embd_pdrop", 0.0);
        root.put("resid_pdrop", 0.0);
    }

    @Override
    public TensorNames names(ModelSpec held) {
        return new TensorNames(TensorPart.Order.SAME, 0)
                .put(ParameterList.EMBEDDING, ParameterList.TOKENS, "transformer.wte.weight")
                .put(ParameterList.EMBEDDING, ParameterList.POSITIONS, "transformer.wpe.weight")
                .putAll(ParameterList.BLOCK, BLOCK)
                .put(ParameterList.HEAD, ParameterList.NORM_GAIN, "transformer.ln_f.weight")
                .put(ParameterList.HEAD, ParameterList.NORM_BIAS, "transformer.ln_f.bias")
                .put(ParameterList.HEAD, ParameterList.OUTPUT_WEIGHT, "lm_head.weight")
                .copy("lm_head.weight", "transformer.wte.weight");
    }

    /** Exports of the bare model lack the prefix. */
    @Override
    public List<String> spellings(String tensor) {
        return tensor.startsWith(PREFIX) ? List.of(tensor, tensor.substring(PREFIX.length())) : List.of(tensor);
    }

    /** Masks. */
    @Override
    public Pattern ignored() {
        return Pattern.compile("(transformer\\.)?h\\.[0-9]+\\.attn\\.(bias|masked_bias)");
    }

    private static ModelSpec withBiases(DecoderSpec spec) {
        BlockSpec block = spec.block();
        AttentionSpec attention = block.attention();
        FeedForwardSpec network = block.feedForward();
        NormSpec norm = block.norm();
        BlockSpec biased = new BlockSpec(
                block.width(),
                new AttentionSpec(
                        attention.heads(),
                        attention.keyValueHeads(),
                        attention.headWidth(),
                        attention.visibility(),
                        attention.scale(),
                        AttentionSpec.Bias.ALL),
                new FeedForwardSpec(
                        network.hidden(),
                        network.activation(),
                        network.form(),
                        FeedForwardSpec.Bias.BOTH,
                        network.routing()),
                norm.kind() == NormSpec.Kind.LAYER_WITHOUT_BIAS
                        ? new NormSpec(NormSpec.Kind.LAYER, norm.place(), norm.epsilon())
                        : norm,
                block.positions(),
                0);
        return new DecoderSpec(spec.vocabularySize(), spec.context(), spec.layers(), biased, spec.output());
    }
}
