package dev.millrace.trainer.interop;

import static dev.millrace.trainer.interop.ConfigKeys.Flag.FALSE;
import static dev.millrace.trainer.interop.ConfigKeys.Flag.TRUE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import java.util.List;

/** Keys that BERT and ELECTRA have in common. */
final class EncoderKeys {
    private static final double EPSILON = 1e-12;

    private EncoderKeys() {}

    static BlockSpec block(ConfigKeys keys) {
        keys.require("position_embedding_type", "absolute");
        keys.require("is_decoder", FALSE);
        keys.require("add_cross_attention", FALSE);
        keys.require("tie_word_embeddings", TRUE);
        BlockSpec usual = EncoderSpec.bertBlock(
                keys.integer("hidden_size"),
                keys.integer("num_attention_heads"),
                keys.integer("intermediate_size"),
                keys.number("layer_norm_eps", EPSILON));
        FeedForwardSpec network = new FeedForwardSpec(
                usual.feedForward().hidden(),
                keys.activation("hidden_act", "gelu"),
                FeedForwardSpec.Form.PLAIN,
                FeedForwardSpec.Bias.BOTH,
                new FeedForwardSpec.Dense());
        return new BlockSpec(usual.width(), usual.attention(), network, usual.norm(), usual.positions(), 0);
    }

    static void describe(EncoderSpec spec, ObjectNode root) {
        BlockSpec block = spec.block();
        root.put("vocab_size", spec.vocabularySize());
        root.put("max_position_embeddings", spec.context());
        root.put("type_vocab_size", spec.segments());
        root.put("num_hidden_layers", spec.layers());
        root.put("hidden_size", block.width());
        root.put("num_attention_heads", block.attention().heads());
        root.put("intermediate_size", block.feedForward().hidden());
        root.put("hidden_act", ConfigKeys.name(block.feedForward().activation()));
        root.put("layer_norm_eps", block.norm().epsilon());
        root.put("position_embedding_type", "absolute");
        root.put("hidden_dropout_prob", 0.0);
        root.put("attention_probs_dropout_prob", 0.0);
        root.put("tie_word_embeddings", true);
        root.put("pad_token_id", 0);
    }

    /** The one architecture that is named. */
    static String architecture(ConfigKeys keys, List<String> known) {
        List<String> named = keys.texts("architectures");
        if (named.size() != 1 || !known.contains(named.get(0))) {
            throw new IllegalArgumentException(
                    "Invalid architectures: " + named + " (must be one of " + String.join(", ", known) + ")");
        }
        return named.get(0);
    }
}
