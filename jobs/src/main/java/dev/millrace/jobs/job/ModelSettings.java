package dev.millrace.jobs.job;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.NormSpec;

/**
 * A GPT-2 decoder; vocabulary and context are those of the shards.
 *
 * @param width of the residual stream, a multiple of {@code heads}
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param activation of the hidden layers
 * @param biases what adds one
 */
public record ModelSettings(int width, int layers, int heads, Activation activation, Biases biases) {
    /** What adds a bias. */
    public enum Biases {
        /** Every projection but the head, and every norm. */
        ALL,
        NONE
    }

    public ModelSettings {
        DecoderSpec.gpt2(1, 1, width, layers, heads);
    }

    DecoderSpec spec(ShardManifest shards) {
        DecoderSpec gpt2 = DecoderSpec.gpt2(shards.vocabularySize(), shards.context(), width, layers, heads);
        BlockSpec block = gpt2.block();
        AttentionSpec attention = block.attention();
        NormSpec norm = block.norm();
        boolean biased = biases == Biases.ALL;
        BlockSpec chosen = new BlockSpec(
                width,
                new AttentionSpec(
                        heads,
                        heads,
                        attention.headWidth(),
                        attention.visibility(),
                        attention.scale(),
                        biased ? attention.bias() : AttentionSpec.Bias.NONE),
                new FeedForwardSpec(
                        block.feedForward().hidden(),
                        activation,
                        block.feedForward().form(),
                        biased ? block.feedForward().bias() : FeedForwardSpec.Bias.NONE,
                        block.feedForward().routing()),
                biased ? norm : new NormSpec(NormSpec.Kind.LAYER_WITHOUT_BIAS, norm.place(), norm.epsilon()),
                block.positions(),
                block.dropout());
        return new DecoderSpec(gpt2.vocabularySize(), gpt2.context(), layers, chosen, gpt2.output());
    }
}
