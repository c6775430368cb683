package dev.millrace.jobs.job;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.spec.Gpt2Spec;

/**
 * Sizes of a GPT-2 decoder; vocabulary and context are those of the shards.
 *
 * @param width of the residual stream, a multiple of {@code heads}
 * @param layers number of blocks
 * @param heads attention heads of a block
 */
public record ModelSettings(int width, int layers, int heads) {
    public ModelSettings {
        Gpt2Spec.of(1, 1, width, layers, heads);
    }

    Gpt2Spec spec(ShardManifest shards) {
        return Gpt2Spec.of(shards.vocabularySize(), shards.context(), width, layers, heads);
    }
}
