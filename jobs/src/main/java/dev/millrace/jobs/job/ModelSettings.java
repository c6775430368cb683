package dev.millrace.jobs.job;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.spec.DecoderSpec;

/**
 * Sizes of a GPT-2 decoder; vocabulary and context are those of the shards.
 *
 * @param width of the residual stream, a multiple of {@code heads}
 * @param layers number of blocks
 * @param heads attention heads of a block
 */
public record ModelSettings(int width, int layers, int heads) {
    public ModelSettings {
        DecoderSpec.gpt2(1, 1, width, layers, heads);
    }

    DecoderSpec spec(ShardManifest shards) {
        return DecoderSpec.gpt2(shards.vocabularySize(), shards.context(), width, layers, heads);
    }
}
