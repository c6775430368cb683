package dev.millrace.trainer.bench;

import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;

/**
 * Floating point operations of the matrix products that a training step needs, a multiplication and an addition being
 * two. What an implementation computes again or in vain adds nothing. Source: Chowdhery et al., arXiv 2204.02311,
 * appendix B, except that causal attention counts the half that it needs.
 *
 * <pre>
 * B sequences, T context, L blocks, q = H·h width of the queries, V vocabulary, d width, n targets of the batch
 * N        elements of a block's matrices that a token is multiplied with: of experts the chosen ones'
 * products 2·L·N·B·T + 2·d·V·n                 the head, also when its matrix is the token table; a look-up in the
 *                                              tables of tokens and positions is no product
 * attention c·L·(2·B·T²·q + 2·B·T²·q)          scores and mixed values; c = ½ where causality masks half, else 1
 * step     3·(products + attention)            forward, and backward the gradients of either factor
 * </pre>
 *
 * For a decoder whose every position is a target: 6·(L·N + d·V)·B·T + 6·L·B·T²·q.
 */
public final class StepFlops {
    private static final double MULTIPLY_ADD = 2;
    private static final double FORWARD_AND_BACKWARD = 3;

    private final Count count;

    /** Of a step over a global batch of so many sequences, filling included. */
    public StepFlops(ModelSpec model, long sequences) {
        count = count(model).times(sequences);
    }

    /**
     * FLOPs of one step.
     *
     * @param targets positions of the batch that are predicted
     */
    public double of(long targets) {
        return FORWARD_AND_BACKWARD * (count.sequence + count.target * targets);
    }

    /** Forward FLOPs of a sequence without its predictions, and of one prediction. */
    private record Count(double sequence, double target) {
        Count times(long sequences) {
            return new Count(sequence * sequences, target);
        }
    }

    private static Count count(ModelSpec model) {
        if (model instanceof DecoderSpec decoder) {
            BlockSpec block = decoder.block();
            int tokens = decoder.context();
            return new Count(
                    decoder.layers() * (matrices(block) * tokens + attention(block, tokens, tokens)),
                    product(block.width(), decoder.vocabularySize()));
        }
        if (model instanceof EncoderSpec encoder) {
            return encoder(encoder);
        }
        if (model instanceof EncoderDecoderSpec both) {
            return encoderDecoder(both);
        }
        if (model instanceof ElectraSpec electra) {
            Count generator = encoder(electra.generator());
            Count discriminator = encoder(electra.discriminator());
            return new Count(generator.sequence + discriminator.sequence, generator.target);
        }
        throw new IllegalArgumentException("Invalid model: no count of operations for " + model);
    }

    private static Count encoder(EncoderSpec encoder) {
        BlockSpec block = encoder.block();
        int tokens = encoder.context();
        int width = block.width();
        double projection = encoder.embeddingWidth() != width ? product(encoder.embeddingWidth(), width) : 0;
        double stack =
                projection * tokens + encoder.layers() * (matrices(block) * tokens + attention(block, tokens, tokens));
        HeadSpec head = encoder.head();
        if (head instanceof HeadSpec.MaskedLanguage masked) {
            return masked(stack, masked);
        }
        if (head instanceof HeadSpec.Language language) {
            return new Count(stack, product(width, language.vocabularySize()));
        }
        if (head instanceof HeadSpec.Classifier classifier) {
            return new Count(stack + product(width, width) + product(width, classifier.classes()), 0);
        }
        return new Count(stack + tokens * (product(width, width) + product(width, 1)), 0);
    }

    private static Count masked(double stack, HeadSpec.MaskedLanguage head) {
        double logits = product(head.embeddingWidth(), head.vocabularySize());
        double target = product(head.width(), head.embeddingWidth()) + logits;
        return switch (head.extra()) {
            case NONE -> new Count(stack, target);
            case SENTENCE_PAIRS ->
                new Count(stack + product(head.width(), head.width()) + product(head.width(), 2), target);
            case SPAN_BOUNDARY ->
                new Count(
                        stack,
                        target
                                + product(2.0 * head.width() + head.embeddingWidth(), head.embeddingWidth())
                                + product(head.embeddingWidth(), head.embeddingWidth())
                                + logits);
        };
    }

    private static Count encoderDecoder(EncoderDecoderSpec model) {
        BlockSpec encoder = model.encoderBlock();
        BlockSpec decoder = model.decoderBlock();
        AttentionSpec heads = decoder.attention();
        int source = model.sourceContext();
        int tokens = model.context();
        double encoding = model.encoderLayers() * (matrices(encoder) * source + attention(encoder, source, source));
        double crossing = 2 * product(decoder.width(), heads.queryWidth()) * tokens
                + product(decoder.width(), 2.0 * heads.keyWidth()) * source
                + 2 * product((double) tokens * source, heads.queryWidth());
        double decoding =
                model.decoderLayers() * (matrices(decoder) * tokens + attention(decoder, tokens, tokens) + crossing);
        return new Count(encoding + decoding, product(decoder.width(), model.vocabularySize()));
    }

    /** Of one token with the matrices of a block. */
    private static double matrices(BlockSpec block) {
        int width = block.width();
        AttentionSpec attention = block.attention();
        FeedForwardSpec network = block.feedForward();
        double projections = product(width, attention.queryWidth() + 2.0 * attention.keyWidth())
                + product(attention.queryWidth(), width);
        double expert = product(width, network.inWidth()) + product(network.hidden(), width);
        return projections
                + (network.routing() instanceof FeedForwardSpec.Experts experts
                        ? experts.chosen() * expert + product(width, experts.count())
                        : expert);
    }

    /** Scores and mixed values of one sequence in one block. */
    private static double attention(BlockSpec block, int queries, int keys) {
        AttentionSpec attention = block.attention();
        double seen = attention.visibility() == AttentionSpec.Visibility.CAUSAL ? .5 : 1;
        return seen * 2 * product((double) queries * keys, attention.queryWidth());
    }

    private static double product(double inputs, double outputs) {
        return MULTIPLY_ADD * inputs * outputs;
    }
}
