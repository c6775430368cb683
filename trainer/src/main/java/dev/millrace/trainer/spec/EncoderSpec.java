package dev.millrace.trainer.spec;

import dev.millrace.trainer.kernel.Activation;
import java.util.List;

/**
 * An encoder-only model.
 *
 * @param vocabularySize V
 * @param context T, most tokens seen at once
 * @param segments kinds of segment; 2 in BERT
 * @param embeddingWidth of the token vectors; that of the block but in ELECTRA
 * @param layers number of blocks
 * @param block what each of them is
 * @param head what it predicts
 */
public record EncoderSpec(
        int vocabularySize, int context, int segments, int embeddingWidth, int layers, BlockSpec block, HeadSpec head)
        implements ModelSpec {

    public EncoderSpec {
        Sizes.positive("layers", layers);
        if (block.attention().visibility() != AttentionSpec.Visibility.FULL) {
            throw new IllegalArgumentException("Invalid visibility: an encoder's is full");
        }
        if (head.width() != block.width()) {
            throw new IllegalArgumentException(
                    "Invalid head: of width " + head.width() + " (must be " + block.width() + ")");
        }
    }

    /**
     * BERT's block: layer norm after each sublayer, exact GELU, biases, learned positions. Source: Devlin et al.,
     * arXiv 1810.04805.
     */
    public static BlockSpec bertBlock(int width, int heads, int hidden, double epsilon) {
        return new BlockSpec(
                width,
                new AttentionSpec(
                        heads,
                        heads,
                        Sizes.headWidth(width, heads),
                        AttentionSpec.Visibility.FULL,
                        AttentionSpec.Scale.INVERSE_ROOT,
                        AttentionSpec.Bias.ALL),
                new FeedForwardSpec(
                        hidden,
                        Activation.GELU,
                        FeedForwardSpec.Form.PLAIN,
                        FeedForwardSpec.Bias.BOTH,
                        new FeedForwardSpec.Dense()),
                new NormSpec(NormSpec.Kind.LAYER, NormSpec.Place.POST, epsilon),
                new Positions.Learned(),
                0);
    }

    /** BERT with two segments and the masked-language head. */
    public static EncoderSpec bert(
            int vocabularySize, int context, int layers, BlockSpec block, HeadSpec.MaskedLanguage.Extra extra) {
        HeadSpec head = new HeadSpec.MaskedLanguage(
                block.width(),
                block.width(),
                vocabularySize,
                block.norm(),
                block.feedForward().activation(),
                extra);
        return new EncoderSpec(vocabularySize, context, 2, block.width(), layers, block, head);
    }

    @Override
    public List<Parameter> parameters() {
        ParameterList list = new ParameterList();
        list.addEmbedding(ParameterList.EMBEDDING, embedding());
        for (int layer = 0; layer < layers; layer++) {
            list.addBlock(ParameterList.BLOCK + layer, block);
        }
        list.addHead(ParameterList.HEAD, head);
        return list.all();
    }

    /** Its first layer. */
    public EmbeddingSpec embedding() {
        return new EmbeddingSpec(
                vocabularySize,
                context,
                segments,
                embeddingWidth,
                EmbeddingSpec.Tokens.OWN,
                block.norm().place() == NormSpec.Place.POST ? EmbeddingSpec.Norm.AFTER : EmbeddingSpec.Norm.NONE,
                block);
    }
}
