package dev.millrace.jobs.job;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Positions;

/** Kinds of model by their published names: what they are where the configuration says nothing else. */
public enum Architecture {
    /** Learned positions, layer norm before, GELU by tanh, biases, tied head. Source: Radford et al. 2019. */
    GPT2(
            Stacks.DECODER,
            NormSpec.Kind.LAYER,
            NormSpec.Place.PRE,
            Activation.GELU_TANH,
            FeedForwardSpec.Form.PLAIN,
            AttentionSpec.Bias.ALL,
            new Positions.Learned(),
            Output.TIED),
    /** Rotary positions, RMS norm before, SwiGLU, no biases, own head. Source: Touvron et al., arXiv 2302.13971. */
    LLAMA(
            Stacks.DECODER,
            NormSpec.Kind.RMS,
            NormSpec.Place.PRE,
            Activation.SILU,
            FeedForwardSpec.Form.GATED,
            AttentionSpec.Bias.NONE,
            new Positions.Rotary(10_000),
            Output.OWN),
    /** Llama with biases on queries, keys and values. Source: Yang et al., arXiv 2407.10671. */
    QWEN2(
            Stacks.DECODER,
            NormSpec.Kind.RMS,
            NormSpec.Place.PRE,
            Activation.SILU,
            FeedForwardSpec.Form.GATED,
            AttentionSpec.Bias.INPUTS,
            new Positions.Rotary(1_000_000),
            Output.TIED),
    /** Llama with a mixture of experts. Source: Jiang et al., arXiv 2401.04088. */
    MIXTRAL(
            Stacks.DECODER,
            NormSpec.Kind.RMS,
            NormSpec.Place.PRE,
            Activation.SILU,
            FeedForwardSpec.Form.GATED,
            AttentionSpec.Bias.NONE,
            new Positions.Rotary(1_000_000),
            Output.OWN),
    /** An encoder: learned positions, layer norm after, GELU, biases. Source: Devlin et al., arXiv 1810.04805. */
    BERT(
            Stacks.ENCODER,
            NormSpec.Kind.LAYER,
            NormSpec.Place.POST,
            Activation.GELU,
            FeedForwardSpec.Form.PLAIN,
            AttentionSpec.Bias.ALL,
            new Positions.Learned(),
            Output.TIED),
    /** Encoder and decoder: relative positions, RMS norm before, GeGLU, no biases. Source: T5 1.1, arXiv 2002.05202. */
    T5(
            Stacks.ENCODER_DECODER,
            NormSpec.Kind.RMS,
            NormSpec.Place.PRE,
            Activation.GELU_TANH,
            FeedForwardSpec.Form.GATED,
            AttentionSpec.Bias.NONE,
            new Positions.Relative(32, 128),
            Output.OWN),
    /** Encoder and decoder: sinusoidal positions, layer norm after, ReLU, biases. Source: arXiv 1706.03762. */
    TRANSFORMER(
            Stacks.ENCODER_DECODER,
            NormSpec.Kind.LAYER,
            NormSpec.Place.POST,
            Activation.RELU,
            FeedForwardSpec.Form.PLAIN,
            AttentionSpec.Bias.ALL,
            new Positions.Sinusoidal(),
            Output.TIED);

    /** Which stacks of blocks it has. */
    enum Stacks {
        DECODER,
        ENCODER,
        ENCODER_DECODER
    }

    private static final int PLAIN_FACTOR = 4;
    private static final int GATED_STEP = 64;

    private final Stacks stacks;
    private final NormSpec.Kind norm;
    private final NormSpec.Place place;
    private final Activation activation;
    private final FeedForwardSpec.Form form;
    private final AttentionSpec.Bias bias;
    private final Positions positions;
    private final Output output;

    Architecture(
            Stacks stacks,
            NormSpec.Kind norm,
            NormSpec.Place place,
            Activation activation,
            FeedForwardSpec.Form form,
            AttentionSpec.Bias bias,
            Positions positions,
            Output output) {
        this.stacks = stacks;
        this.norm = norm;
        this.place = place;
        this.activation = activation;
        this.form = form;
        this.bias = bias;
        this.positions = positions;
        this.output = output;
    }

    Stacks stacks() {
        return stacks;
    }

    NormSpec.Kind norm() {
        return norm;
    }

    NormSpec.Place place() {
        return place;
    }

    Activation activation() {
        return activation;
    }

    FeedForwardSpec.Form form() {
        return form;
    }

    AttentionSpec.Bias bias() {
        return bias;
    }

    Positions positions() {
        return positions;
    }

    Output output() {
        return output;
    }

    /** 4·width, or for a gated network 8/3 of the width rounded up to a multiple of 64. */
    int hidden(int width) {
        if (form == FeedForwardSpec.Form.PLAIN) {
            return Math.multiplyExact(PLAIN_FACTOR, width);
        }
        return (int) ((8L * width / 3 + GATED_STEP - 1) / GATED_STEP * GATED_STEP);
    }
}
