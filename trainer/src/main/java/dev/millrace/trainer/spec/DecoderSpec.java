package dev.millrace.trainer.spec;

import dev.millrace.trainer.kernel.Activation;
import java.util.List;

/**
 * A decoder-only language model: every position predicts the token after it.
 *
 * @param vocabularySize V
 * @param context T, most tokens seen at once
 * @param layers number of blocks
 * @param block what each of them is
 * @param output the head's matrix
 */
public record DecoderSpec(int vocabularySize, int context, int layers, BlockSpec block, Output output)
        implements ModelSpec {

    /** Factor of the hidden width in GPT-2. */
    private static final int HIDDEN_FACTOR = 4;

    private static final double GPT2_EPSILON = 1e-5;

    public DecoderSpec {
        Sizes.positive("vocabulary-size", vocabularySize);
        Sizes.positive("context", context);
        Sizes.positive("layers", layers);
        Sizes.tensor("width", block.width(), Math.max(vocabularySize, context));
        if (block.attention().visibility() != AttentionSpec.Visibility.CAUSAL) {
            throw new IllegalArgumentException("Invalid visibility: a decoder's is causal");
        }
    }

    /**
     * GPT-2: learned positions, layer norm before each sublayer, GELU by tanh, biases, tied head, hidden 4·d, ε 1e-5.
     * Source: Radford et al. 2019; Hugging Face {@code GPT2LMHeadModel}.
     */
    public static DecoderSpec gpt2(int vocabularySize, int context, int width, int layers, int heads) {
        return gpt2(
                vocabularySize, context, width, layers, heads, Math.multiplyExact(HIDDEN_FACTOR, width), GPT2_EPSILON);
    }

    /** GPT-2 with another hidden width or ε. */
    public static DecoderSpec gpt2(
            int vocabularySize, int context, int width, int layers, int heads, int hidden, double epsilon) {
        BlockSpec block = new BlockSpec(
                width,
                new AttentionSpec(
                        heads,
                        heads,
                        Sizes.headWidth(width, heads),
                        AttentionSpec.Visibility.CAUSAL,
                        AttentionSpec.Scale.INVERSE_ROOT,
                        AttentionSpec.Bias.ALL),
                new FeedForwardSpec(
                        hidden,
                        Activation.GELU_TANH,
                        FeedForwardSpec.Form.PLAIN,
                        FeedForwardSpec.Bias.BOTH,
                        new FeedForwardSpec.Dense()),
                new NormSpec(NormSpec.Kind.LAYER, NormSpec.Place.PRE, epsilon),
                new Positions.Learned(),
                0);
        return new DecoderSpec(vocabularySize, context, layers, block, Output.TIED);
    }

    /**
     * Llama: rotary positions, RMS norm before each sublayer, SwiGLU, grouped queries, no bias, ε 1e-5, base 10000, a
     * head of its own. Source: Touvron et al., arXiv 2302.13971; Hugging Face {@code LlamaForCausalLM}.
     */
    public static DecoderSpec llama(
            int vocabularySize, int context, int width, int layers, int heads, int keyValueHeads, int hidden) {
        BlockSpec block = new BlockSpec(
                width,
                new AttentionSpec(
                        heads,
                        keyValueHeads,
                        Sizes.headWidth(width, heads),
                        AttentionSpec.Visibility.CAUSAL,
                        AttentionSpec.Scale.INVERSE_ROOT,
                        AttentionSpec.Bias.NONE),
                new FeedForwardSpec(
                        hidden,
                        Activation.SILU,
                        FeedForwardSpec.Form.GATED,
                        FeedForwardSpec.Bias.NONE,
                        new FeedForwardSpec.Dense()),
                new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.PRE, 1e-5),
                new Positions.Rotary(10_000),
                0);
        return new DecoderSpec(vocabularySize, context, layers, block, Output.OWN);
    }

    @Override
    public List<Parameter> parameters() {
        ParameterList list = new ParameterList();
        list.addEmbedding(ParameterList.EMBEDDING, embedding());
        for (int layer = 0; layer < layers; layer++) {
            list.addBlock(ParameterList.BLOCK + layer, block);
        }
        list.addHead(ParameterList.HEAD, head());
        return list.all();
    }

    /** Its first layer. */
    public EmbeddingSpec embedding() {
        return EmbeddingSpec.of(vocabularySize, context, block);
    }

    /** Its last layer. */
    public HeadSpec.Language head() {
        return new HeadSpec.Language(block.width(), vocabularySize, block.norm(), output, 1);
    }
}
