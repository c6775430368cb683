package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.DecoderSpec;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
    private static final ShardManifest SHARDS =
            new ShardManifest(ShardManifest.VERSION, "t", 65, 0, 64, 1, new TreeMap<>(), List.of(), new TreeMap<>());

    @Test
    void gpt2IsTheUsualOne() {
        assertThat(new ModelSettings(128, 4, 4, Activation.GELU_TANH, ModelSettings.Biases.ALL).spec(SHARDS))
                .isEqualTo(DecoderSpec.gpt2(65, 64, 128, 4, 4));
    }

    @Test
    void withoutBiasesItHasTheParametersOfNanoGpt() {
        DecoderSpec spec = new ModelSettings(128, 4, 4, Activation.GELU, ModelSettings.Biases.NONE).spec(SHARDS);

        // embeddings 65·128 + 64·128, of each block 12·128² and two gains, a last gain
        assertThat(spec.parameterCount()).isEqualTo(129 * 128 + 4 * (12 * 128 * 128 + 2 * 128) + 128);
        assertThat(spec.block().feedForward().activation()).isEqualTo(Activation.GELU);
    }
}
