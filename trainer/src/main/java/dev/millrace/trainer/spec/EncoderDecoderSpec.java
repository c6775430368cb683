package dev.millrace.trainer.spec;

import java.util.List;

/**
 * An encoder, and a decoder whose blocks also attend to what the encoder made. One token table serves both.
 *
 * @param vocabularySize V
 * @param sourceContext most tokens of the encoder's input
 * @param context most tokens of the decoder's
 * @param encoderLayers blocks of the encoder
 * @param decoderLayers blocks of the decoder
 * @param encoderBlock sees fully
 * @param decoderBlock sees causally; its attention to the encoder has the same heads
 * @param output the head's matrix
 * @param outputScale factor of the vectors before the head; d^−½ in the original T5, else 1
 */
public record EncoderDecoderSpec(
        int vocabularySize,
        int sourceContext,
        int context,
        int encoderLayers,
        int decoderLayers,
        BlockSpec encoderBlock,
        BlockSpec decoderBlock,
        Output output,
        double outputScale)
        implements ModelSpec {

    public EncoderDecoderSpec {
        Sizes.positive("vocabulary-size", vocabularySize);
        Sizes.positive("source-context", sourceContext);
        Sizes.positive("context", context);
        Sizes.positive("encoder-layers", encoderLayers);
        Sizes.positive("decoder-layers", decoderLayers);
        if (encoderBlock.attention().visibility() != AttentionSpec.Visibility.FULL
                || decoderBlock.attention().visibility() != AttentionSpec.Visibility.CAUSAL) {
            throw new IllegalArgumentException("Invalid visibility: an encoder's is full, a decoder's causal");
        }
        if (encoderBlock.width() != decoderBlock.width()) {
            throw new IllegalArgumentException("Invalid width: " + decoderBlock.width()
                    + " of the decoder (must be the encoder's " + encoderBlock.width() + ")");
        }
    }

    @Override
    public List<Parameter> parameters() {
        ParameterList list = new ParameterList();
        list.addEmbedding(ParameterList.EMBEDDING, encoderEmbedding());
        // where DL4J's topological order has it, which decides how a graph's flat vector lies
        list.addEmbedding(ParameterList.DECODER_EMBEDDING, decoderEmbedding());
        for (int layer = 0; layer < encoderLayers; layer++) {
            list.addBlock(ParameterList.BLOCK + layer, encoderBlock);
        }
        list.addNorm(ParameterList.ENCODER_NORM, encoderBlock);
        for (int layer = 0; layer < decoderLayers; layer++) {
            list.addCrossBlock(ParameterList.DECODER_BLOCK + layer, decoderBlock);
        }
        list.addHead(ParameterList.HEAD, head());
        return list.all();
    }

    /** The encoder's first layer, with the token table. */
    public EmbeddingSpec encoderEmbedding() {
        return EmbeddingSpec.of(vocabularySize, sourceContext, encoderBlock);
    }

    /** The decoder's first layer. */
    public EmbeddingSpec decoderEmbedding() {
        return new EmbeddingSpec(
                vocabularySize,
                context,
                0,
                decoderBlock.width(),
                EmbeddingSpec.Tokens.SHARED,
                EmbeddingSpec.Norm.NONE,
                decoderBlock);
    }

    /** The last layer. */
    public HeadSpec.Language head() {
        return new HeadSpec.Language(decoderBlock.width(), vocabularySize, decoderBlock.norm(), output, outputScale);
    }
}
