package dev.millrace.trainer.interop;

import static dev.millrace.trainer.interop.ConfigKeys.Flag.FALSE;
import static dev.millrace.trainer.interop.ConfigKeys.Flag.TRUE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.ParameterList;
import dev.millrace.trainer.spec.Positions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code LlamaForCausalLM}, {@code Qwen2ForCausalLM} with biases of queries, keys and values, {@code MixtralForCausalLM} with experts. */
final class LlamaFamily implements Family {
    private static final String LLAMA = "llama";
    private static final String QWEN2 = "qwen2";
    private static final String MIXTRAL = "mixtral";
    private static final String DEFAULT = "default";
    private static final String PREFIX = "model.";

    private static final Map<String, String> BLOCK = Map.ofEntries(
            Map.entry(ParameterList.ATTENTION_NORM_GAIN, "model.layers.{i}.input_layernorm.weight"),
            Map.entry(ParameterList.ATTENTION_OUT_WEIGHT, "model.layers.{i}.self_attn.o_proj.weight"),
            Map.entry(ParameterList.ATTENTION_OUT_BIAS, "model.layers.{i}.self_attn.o_proj.bias"),
            Map.entry(ParameterList.MLP_NORM_GAIN, "model.layers.{i}.post_attention_layernorm.weight"),
            Map.entry(ParameterList.ROUTER_WEIGHT, "model.layers.{i}.block_sparse_moe.gate.weight"));

    @Override
    public Set<String> types() {
        return Set.of(LLAMA, QWEN2, MIXTRAL);
    }

    @Override
    public ModelSpec spec(ConfigKeys keys) {
        String type = keys.text("model_type", LLAMA);
        refuseWindow(keys, type);
        int width = keys.integer("hidden_size");
        int heads = keys.integer("num_attention_heads");
        BlockSpec block = new BlockSpec(
                width,
                new AttentionSpec(
                        heads,
                        keys.integer("num_key_value_heads", heads),
                        keys.integer("head_dim", width / Math.max(1, heads)),
                        AttentionSpec.Visibility.CAUSAL,
                        AttentionSpec.Scale.INVERSE_ROOT,
                        bias(keys, type)),
                network(keys, type),
                new NormSpec(
                        NormSpec.Kind.RMS,
                        NormSpec.Place.PRE,
                        keys.number("rms_norm_eps", type.equals(MIXTRAL) ? 1e-5 : 1e-6)),
                new Positions.Rotary(base(keys, type.equals(MIXTRAL) ? 1e6 : 1e4)),
                0);
        return new DecoderSpec(
                keys.integer("vocab_size"),
                keys.integer("max_position_embeddings"),
                keys.integer("num_hidden_layers"),
                block,
                keys.flag("tie_word_embeddings", FALSE).isTrue() ? Output.TIED : Output.OWN);
    }

    @Override
    public Optional<ModelSpec> held(ModelSpec spec) {
        return Families.as(DecoderSpec.class, spec)
                .filter(decoder -> decoder.block().positions() instanceof Positions.Rotary)
                .map(decoder -> new DecoderSpec(
                        decoder.vocabularySize(),
                        decoder.context(),
                        decoder.layers(),
                        decoder.block().withDropout(0),
                        decoder.output()));
    }

    @Override
    public void describe(ModelSpec held, ObjectNode root) {
        DecoderSpec spec = (DecoderSpec) held;
        AttentionSpec attention = spec.block().attention();
        FeedForwardSpec network = spec.block().feedForward();
        double base = ((Positions.Rotary) spec.block().positions()).base();
        root.put("vocab_size", spec.vocabularySize());
        root.put("max_position_embeddings", spec.context());
        root.put("num_hidden_layers", spec.layers());
        root.put("hidden_size", spec.block().width());
        root.put("num_attention_heads", attention.heads());
        root.put("num_key_value_heads", attention.keyValueHeads());
        root.put("head_dim", attention.headWidth());
        root.put("intermediate_size", network.hidden());
        root.put("hidden_act", ConfigKeys.name(network.activation()));
        root.put("rms_norm_eps", spec.block().norm().epsilon());
        // transformers 4 reads the first of these, 5 the second
        root.put("rope_theta", base);
        root.putObject("rope_parameters").put("rope_theta", base).put("rope_type", DEFAULT);
        root.put("tie_word_embeddings", spec.output() == Output.TIED);
        root.put("attention_dropout", 0.0);
        if (network.routing() instanceof FeedForwardSpec.Experts experts) {
            root.put("model_type", MIXTRAL);
            root.putArray("architectures").add("MixtralForCausalLM");
            root.put("num_local_experts", experts.count());
            root.put("num_experts_per_tok", experts.chosen());
            root.put("router_aux_loss_coef", experts.balance());
            root.put("output_router_logits", experts.balance() > 0);
            root.putNull("sliding_window");
        } else if (attention.bias() == AttentionSpec.Bias.INPUTS) {
            root.put("model_type", QWEN2);
            root.putArray("architectures").add("Qwen2ForCausalLM");
            root.put("use_sliding_window", false);
        } else {
            root.put("model_type", LLAMA);
            root.putArray("architectures").add("LlamaForCausalLM");
            root.put("attention_bias", attention.bias() == AttentionSpec.Bias.ALL);
            root.put("mlp_bias", network.bias() == FeedForwardSpec.Bias.BOTH);
        }
    }

    @Override
    public TensorNames names(ModelSpec held) {
        DecoderSpec spec = (DecoderSpec) held;
        TensorNames names = new TensorNames(
                        TensorPart.Order.TRANSPOSED, spec.block().attention().keyWidth())
                .put(ParameterList.EMBEDDING, ParameterList.TOKENS, "model.embed_tokens.weight")
                .putAll(ParameterList.BLOCK, BLOCK)
                .put(
                        ParameterList.BLOCK,
                        ParameterList.QKV_WEIGHT,
                        "model.layers.{i}.self_attn.q_proj.weight",
                        "model.layers.{i}.self_attn.k_proj.weight",
                        "model.layers.{i}.self_attn.v_proj.weight")
                .put(
                        ParameterList.BLOCK,
                        ParameterList.QKV_BIAS,
                        "model.layers.{i}.self_attn.q_proj.bias",
                        "model.layers.{i}.self_attn.k_proj.bias",
                        "model.layers.{i}.self_attn.v_proj.bias")
                .put(ParameterList.HEAD, ParameterList.NORM_GAIN, "model.norm.weight")
                .put(ParameterList.HEAD, ParameterList.OUTPUT_WEIGHT, "lm_head.weight")
                .copy("lm_head.weight", "model.embed_tokens.weight");
        if (spec.block().feedForward().routing() instanceof FeedForwardSpec.Experts) {
            return names.put(
                            ParameterList.BLOCK,
                            ParameterList.MLP_IN_WEIGHT,
                            "model.layers.{i}.block_sparse_moe.experts.{e}.w1.weight",
                            "model.layers.{i}.block_sparse_moe.experts.{e}.w3.weight")
                    .put(
                            ParameterList.BLOCK,
                            ParameterList.MLP_OUT_WEIGHT,
                            "model.layers.{i}.block_sparse_moe.experts.{e}.w2.weight");
        }
        return names.put(
                        ParameterList.BLOCK,
                        ParameterList.MLP_IN_WEIGHT,
                        "model.layers.{i}.mlp.gate_proj.weight",
                        "model.layers.{i}.mlp.up_proj.weight")
                .put(
                        ParameterList.BLOCK,
                        ParameterList.MLP_IN_BIAS,
                        "model.layers.{i}.mlp.gate_proj.bias",
                        "model.layers.{i}.mlp.up_proj.bias")
                .put(ParameterList.BLOCK, ParameterList.MLP_OUT_WEIGHT, "model.layers.{i}.mlp.down_proj.weight")
                .put(ParameterList.BLOCK, ParameterList.MLP_OUT_BIAS, "model.layers.{i}.mlp.down_proj.bias");
    }

    /** Exports of the bare model lack the prefix. */
    @Override
    public List<String> spellings(String tensor) {
        return tensor.startsWith(PREFIX) ? List.of(tensor, tensor.substring(PREFIX.length())) : List.of(tensor);
    }

    /** Frequencies. */
    @Override
    public Pattern ignored() {
        return Pattern.compile("(model\\.)?layers\\.[0-9]+\\.self_attn\\.rotary_emb\\.inv_freq");
    }

    private static AttentionSpec.Bias bias(ConfigKeys keys, String type) {
        if (type.equals(QWEN2)) {
            return AttentionSpec.Bias.INPUTS;
        }
        return keys.flag("attention_bias", FALSE).isTrue() ? AttentionSpec.Bias.ALL : AttentionSpec.Bias.NONE;
    }

    private static FeedForwardSpec network(ConfigKeys keys, String type) {
        FeedForwardSpec.Routing routing = new FeedForwardSpec.Dense();
        if (type.equals(MIXTRAL)) {
            if (keys.number("router_jitter_noise", 0) != 0) {
                throw new IllegalArgumentException(
                        "Invalid router_jitter_noise: " + keys.number("router_jitter_noise", 0) + " (must be 0)");
            }
            routing = new FeedForwardSpec.Experts(
                    keys.integer("num_local_experts", 8),
                    keys.integer("num_experts_per_tok", 2),
                    keys.number("router_aux_loss_coef", .001));
        }
        Activation activation = keys.activation("hidden_act", "silu");
        boolean biased = type.equals(LLAMA) && keys.flag("mlp_bias", FALSE).isTrue();
        return new FeedForwardSpec(
                keys.integer("intermediate_size"),
                activation,
                FeedForwardSpec.Form.GATED,
                biased ? FeedForwardSpec.Bias.BOTH : FeedForwardSpec.Bias.NONE,
                routing);
    }

    /** Of transformers 5, or of 4. */
    private static double base(ConfigKeys keys, double otherwise) {
        for (String key : List.of("rope_parameters", "rope_scaling")) {
            ConfigKeys rope = keys.section(key);
            String type = rope.text("rope_type", rope.text("type", DEFAULT));
            if (!type.equals(DEFAULT)) {
                throw new IllegalArgumentException(
                        "Invalid " + key + ": of type " + type + " (must be " + DEFAULT + ")");
            }
        }
        return keys.section("rope_parameters").number("rope_theta", keys.number("rope_theta", otherwise));
    }

    /** A window over all positions is none. */
    private static void refuseWindow(ConfigKeys keys, String type) {
        for (String layer : keys.texts("layer_types")) {
            if (!layer.equals("full_attention")) {
                throw new IllegalArgumentException("Invalid layer_types: " + layer + " (must be full_attention)");
            }
        }
        boolean used = type.equals(QWEN2)
                ? keys.flag("use_sliding_window", FALSE) == TRUE
                : keys.has("sliding_window")
                        && keys.integer("sliding_window") < keys.integer("max_position_embeddings");
        if (used && keys.has("sliding_window")) {
            keys.refuse("sliding_window");
        }
    }
}
