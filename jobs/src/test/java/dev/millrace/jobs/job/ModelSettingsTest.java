package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
    static ModelSettings gpt2() {
        return of(Architecture.GPT2, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void gpt2IsTheUsualOne() {
        assertThat(gpt2().spec(65, 64)).isEqualTo(DecoderSpec.gpt2(65, 64, 128, 4, 4));
    }

    @Test
    void withoutBiasesItHasTheParametersOfNanoGpt() {
        DecoderSpec spec = (DecoderSpec) of(
                        Architecture.GPT2,
                        Optional.of(Activation.GELU),
                        Optional.of(ModelSettings.Biases.NONE),
                        Optional.empty())
                .spec(65, 64);

        // embeddings 65·128 + 64·128, of each block 12·128² and two gains, a last gain
        assertThat(spec.parameterCount()).isEqualTo(129 * 128 + 4 * (12 * 128 * 128 + 2 * 128) + 128);
        assertThat(spec.block().feedForward().activation()).isEqualTo(Activation.GELU);
    }

    @Test
    void llamaIsTheUsualOne() {
        assertThat(of(Architecture.LLAMA, Optional.empty(), Optional.empty(), Optional.empty())
                        .spec(65, 64))
                .isEqualTo(DecoderSpec.llama(65, 64, 128, 4, 4, 4, 384));
    }

    @Test
    void qwen2HasBiasesOnItsInputsAndMixtralExperts() {
        DecoderSpec qwen2 = (DecoderSpec) of(Architecture.QWEN2, Optional.empty(), Optional.empty(), Optional.empty())
                .spec(65, 64);
        assertThat(qwen2.block().attention().bias()).isEqualTo(AttentionSpec.Bias.INPUTS);
        assertThat(qwen2.output()).isEqualTo(Output.TIED);
        DecoderSpec mixtral =
                (DecoderSpec) of(Architecture.MIXTRAL, Optional.empty(), Optional.empty(), Optional.empty())
                        .spec(65, 64);
        assertThat(mixtral.block().feedForward().routing()).isEqualTo(new FeedForwardSpec.Experts(8, 2, .02));
    }

    @Test
    void positionsAndNormsCanBeChosen() {
        DecoderSpec spec = (DecoderSpec) new ModelSettings(
                        Architecture.GPT2,
                        128,
                        4,
                        4,
                        Optional.of(2),
                        Optional.of(100),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NormSpec.Kind.RMS),
                        Optional.of(NormSpec.Place.POST),
                        Optional.of(ModelSettings.PositionKind.ALIBI),
                        Optional.empty(),
                        Optional.empty(),
                        .1,
                        Optional.of(Output.OWN))
                .spec(65, 64);
        assertThat(spec.block().positions()).isEqualTo(new Positions.Alibi());
        assertThat(spec.block().norm()).isEqualTo(new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.POST, 1e-5));
        assertThat(spec.block().attention().keyValueHeads()).isEqualTo(2);
        assertThat(spec.block().dropout()).isEqualTo(.1);
        assertThat(spec.output()).isEqualTo(Output.OWN);
    }

    @Test
    void refusesABaseWithoutRotaryPositions() {
        assertThatThrownBy(() -> of(Architecture.GPT2, Optional.empty(), Optional.empty(), Optional.of(5.)))
                .hasMessage("Invalid rotary base: positions are not rotary");
    }

    private static ModelSettings of(
            Architecture architecture,
            Optional<Activation> activation,
            Optional<ModelSettings.Biases> biases,
            Optional<Double> rotaryBase) {
        return new ModelSettings(
                architecture,
                128,
                4,
                4,
                Optional.empty(),
                Optional.empty(),
                activation,
                biases,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rotaryBase,
                Optional.empty(),
                0,
                Optional.empty());
    }
}
