package dev.millrace.trainer.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of each kind of layer, in order: the one place that knows them. Legend: V vocabulary, T context, d
 * width, H, K, h heads as in {@link AttentionSpec}, f hidden, E experts.
 */
public final class ParameterList {
    /** Layer names of a graph; blocks are {@code block0}, {@code block1}, … */
    public static final String EMBEDDING = "embedding";

    public static final String BLOCK = "block";
    public static final String HEAD = "head";
    public static final String ENCODER_NORM = "encoderNorm";
    public static final String DECODER_EMBEDDING = "decoderEmbedding";
    public static final String DECODER_BLOCK = "decoderBlock";

    /** [V, e]. */
    public static final String TOKENS = "tokens";
    /** [T, e]. */
    public static final String POSITIONS = "positions";
    /** [S, e]. */
    public static final String SEGMENTS = "segments";
    /** [buckets, H]. */
    public static final String DISTANCES = "distances";

    public static final String PROJECTION_WEIGHT = "projectionWeight";
    public static final String PROJECTION_BIAS = "projectionBias";

    public static final String ATTENTION_NORM_GAIN = "attentionNormGain";
    public static final String ATTENTION_NORM_BIAS = "attentionNormBias";
    /** [d, (H + 2K)·h]: queries, keys, values. */
    public static final String QKV_WEIGHT = "qkvWeight";

    public static final String QKV_BIAS = "qkvBias";
    /** [H·h, d]. */
    public static final String ATTENTION_OUT_WEIGHT = "attentionOutWeight";

    public static final String ATTENTION_OUT_BIAS = "attentionOutBias";

    public static final String CROSS_NORM_GAIN = "crossNormGain";
    public static final String CROSS_NORM_BIAS = "crossNormBias";
    /** [d, H·h]. */
    public static final String CROSS_QUERY_WEIGHT = "crossQueryWeight";

    public static final String CROSS_QUERY_BIAS = "crossQueryBias";
    /** [d, 2K·h]: keys, values of what the encoder made. */
    public static final String CROSS_KEY_VALUE_WEIGHT = "crossKeyValueWeight";

    public static final String CROSS_KEY_VALUE_BIAS = "crossKeyValueBias";
    public static final String CROSS_OUT_WEIGHT = "crossOutWeight";
    public static final String CROSS_OUT_BIAS = "crossOutBias";

    public static final String MLP_NORM_GAIN = "mlpNormGain";
    public static final String MLP_NORM_BIAS = "mlpNormBias";
    /** [d, E]. */
    public static final String ROUTER_WEIGHT = "routerWeight";
    /** [d, f], gated [d, 2f]: gate, up; with experts [E, d, 2f]. */
    public static final String MLP_IN_WEIGHT = "mlpInWeight";

    public static final String MLP_IN_BIAS = "mlpInBias";
    /** [f, d]; with experts [E, f, d]. */
    public static final String MLP_OUT_WEIGHT = "mlpOutWeight";

    public static final String MLP_OUT_BIAS = "mlpOutBias";

    public static final String NORM_GAIN = "normGain";
    public static final String NORM_BIAS = "normBias";
    /** [V, d]. */
    public static final String OUTPUT_WEIGHT = "outputWeight";
    /** [V]. */
    public static final String OUTPUT_BIAS = "outputBias";

    /** [d, e] of a masked-language head, [d, d] of one for replaced tokens. */
    public static final String TRANSFORM_WEIGHT = "transformWeight";

    public static final String TRANSFORM_BIAS = "transformBias";
    public static final String TRANSFORM_NORM_GAIN = "transformNormGain";
    public static final String TRANSFORM_NORM_BIAS = "transformNormBias";
    /** [d, d]. */
    public static final String POOLER_WEIGHT = "poolerWeight";

    public static final String POOLER_BIAS = "poolerBias";
    /** [d, classes]. */
    public static final String CLASS_WEIGHT = "classWeight";

    public static final String CLASS_BIAS = "classBias";

    /** [longest span, e]: the place within a span. */
    public static final String BOUNDARY_PLACES = "boundaryPlaces";
    /** [2d + e, e]: left neighbour, right neighbour, place. */
    public static final String BOUNDARY_IN_WEIGHT = "boundaryInWeight";

    public static final String BOUNDARY_IN_BIAS = "boundaryInBias";
    public static final String BOUNDARY_IN_NORM_GAIN = "boundaryInNormGain";
    public static final String BOUNDARY_IN_NORM_BIAS = "boundaryInNormBias";
    /** [e, e]. */
    public static final String BOUNDARY_OUT_WEIGHT = "boundaryOutWeight";

    public static final String BOUNDARY_OUT_BIAS = "boundaryOutBias";
    public static final String BOUNDARY_OUT_NORM_GAIN = "boundaryOutNormGain";
    public static final String BOUNDARY_OUT_NORM_BIAS = "boundaryOutNormBias";

    private final List<Parameter> parameters = new ArrayList<>();
    private long end;

    ParameterList() {}

    /** An embedding's, offsets from 0. */
    public static List<Parameter> embedding(String layer, EmbeddingSpec spec) {
        ParameterList list = new ParameterList();
        list.addEmbedding(layer, spec);
        return list.all();
    }

    /** A block's, offsets from 0. */
    public static List<Parameter> block(String layer, BlockSpec spec) {
        ParameterList list = new ParameterList();
        list.addBlock(layer, spec);
        return list.all();
    }

    /** A block's with attention to an encoder, offsets from 0. */
    public static List<Parameter> crossBlock(String layer, BlockSpec spec) {
        ParameterList list = new ParameterList();
        list.addCrossBlock(layer, spec);
        return list.all();
    }

    /** The norm behind a stack, offsets from 0; none when the blocks end with one. */
    public static List<Parameter> norm(String layer, BlockSpec spec) {
        ParameterList list = new ParameterList();
        list.addNorm(layer, spec);
        return list.all();
    }

    /** A head's, offsets from 0; none for a tied one without norm. */
    public static List<Parameter> head(String layer, HeadSpec spec) {
        ParameterList list = new ParameterList();
        list.addHead(layer, spec);
        return list.all();
    }

    void addEmbedding(String layer, EmbeddingSpec spec) {
        BlockSpec block = spec.block();
        if (spec.tokens() == EmbeddingSpec.Tokens.OWN) {
            add(layer, TOKENS, spec.vocabularySize(), spec.embeddingWidth());
        }
        if (block.positions() instanceof Positions.Learned) {
            add(layer, POSITIONS, spec.context(), spec.embeddingWidth());
        }
        if (spec.segments() > 0) {
            add(layer, SEGMENTS, spec.segments(), spec.embeddingWidth());
        }
        if (spec.norm() == EmbeddingSpec.Norm.AFTER) {
            addNorm(layer, block.norm().kind(), NORM_GAIN, NORM_BIAS, spec.embeddingWidth());
        }
        if (spec.hasProjection()) {
            add(layer, PROJECTION_WEIGHT, spec.embeddingWidth(), block.width());
            add(layer, PROJECTION_BIAS, block.width());
        }
        if (block.positions() instanceof Positions.Relative relative) {
            add(layer, DISTANCES, relative.buckets(), block.attention().heads());
        }
    }

    void addBlock(String layer, BlockSpec spec) {
        addAttention(layer, spec);
        addFeedForward(layer, spec);
    }

    void addCrossBlock(String layer, BlockSpec spec) {
        addAttention(layer, spec);
        addCrossAttention(layer, spec);
        addFeedForward(layer, spec);
    }

    void addNorm(String layer, BlockSpec spec) {
        if (spec.norm().place() == NormSpec.Place.PRE) {
            addNorm(layer, spec.norm().kind(), NORM_GAIN, NORM_BIAS, spec.width());
        }
    }

    void addHead(String layer, HeadSpec spec) {
        if (spec.norm().place() == NormSpec.Place.PRE) {
            addNorm(layer, spec.norm().kind(), NORM_GAIN, NORM_BIAS, spec.width());
        }
        if (spec instanceof HeadSpec.Language language && language.output() == Output.OWN) {
            add(layer, OUTPUT_WEIGHT, language.vocabularySize(), language.width());
        } else if (spec instanceof HeadSpec.MaskedLanguage masked) {
            addMaskedLanguage(layer, masked);
        } else if (spec instanceof HeadSpec.Classifier classifier) {
            addClasses(layer, classifier.width(), classifier.classes());
        } else if (spec instanceof HeadSpec.Replaced replaced) {
            add(layer, TRANSFORM_WEIGHT, replaced.width(), replaced.width());
            add(layer, TRANSFORM_BIAS, replaced.width());
            add(layer, CLASS_WEIGHT, replaced.width(), 1);
            add(layer, CLASS_BIAS, 1);
        }
    }

    List<Parameter> all() {
        return List.copyOf(parameters);
    }

    private void addAttention(String layer, BlockSpec spec) {
        AttentionSpec attention = spec.attention();
        int width = spec.width();
        int inputs = attention.queryWidth() + 2 * attention.keyWidth();
        addNorm(layer, spec.norm().kind(), ATTENTION_NORM_GAIN, ATTENTION_NORM_BIAS, width);
        add(layer, QKV_WEIGHT, width, inputs);
        if (attention.bias() != AttentionSpec.Bias.NONE) {
            add(layer, QKV_BIAS, inputs);
        }
        add(layer, ATTENTION_OUT_WEIGHT, attention.queryWidth(), width);
        if (attention.bias() == AttentionSpec.Bias.ALL) {
            add(layer, ATTENTION_OUT_BIAS, width);
        }
    }

    private void addCrossAttention(String layer, BlockSpec spec) {
        AttentionSpec attention = spec.attention();
        int width = spec.width();
        addNorm(layer, spec.norm().kind(), CROSS_NORM_GAIN, CROSS_NORM_BIAS, width);
        add(layer, CROSS_QUERY_WEIGHT, width, attention.queryWidth());
        add(layer, CROSS_KEY_VALUE_WEIGHT, width, 2 * attention.keyWidth());
        if (attention.bias() != AttentionSpec.Bias.NONE) {
            add(layer, CROSS_QUERY_BIAS, attention.queryWidth());
            add(layer, CROSS_KEY_VALUE_BIAS, 2 * attention.keyWidth());
        }
        add(layer, CROSS_OUT_WEIGHT, attention.queryWidth(), width);
        if (attention.bias() == AttentionSpec.Bias.ALL) {
            add(layer, CROSS_OUT_BIAS, width);
        }
    }

    private void addFeedForward(String layer, BlockSpec spec) {
        FeedForwardSpec network = spec.feedForward();
        int width = spec.width();
        addNorm(layer, spec.norm().kind(), MLP_NORM_GAIN, MLP_NORM_BIAS, width);
        if (network.routing() instanceof FeedForwardSpec.Experts experts) {
            add(layer, ROUTER_WEIGHT, width, experts.count());
            add(layer, MLP_IN_WEIGHT, experts.count(), width, network.inWidth());
            add(layer, MLP_OUT_WEIGHT, experts.count(), network.hidden(), width);
            return;
        }
        boolean biased = network.bias() == FeedForwardSpec.Bias.BOTH;
        add(layer, MLP_IN_WEIGHT, width, network.inWidth());
        if (biased) {
            add(layer, MLP_IN_BIAS, network.inWidth());
        }
        add(layer, MLP_OUT_WEIGHT, network.hidden(), width);
        if (biased) {
            add(layer, MLP_OUT_BIAS, width);
        }
    }

    private void addMaskedLanguage(String layer, HeadSpec.MaskedLanguage head) {
        int narrow = head.embeddingWidth();
        add(layer, TRANSFORM_WEIGHT, head.width(), narrow);
        add(layer, TRANSFORM_BIAS, narrow);
        // the layer norm after the transform has keys of its own: a pre-norm stack has its last norm here too
        addNorm(layer, head.norm().kind(), TRANSFORM_NORM_GAIN, TRANSFORM_NORM_BIAS, narrow);
        add(layer, OUTPUT_BIAS, head.vocabularySize());
        if (head.extra() == HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS) {
            addClasses(layer, head.width(), 2);
        } else if (head.extra() == HeadSpec.MaskedLanguage.Extra.SPAN_BOUNDARY) {
            add(layer, BOUNDARY_PLACES, HeadSpec.MaskedLanguage.LONGEST_SPAN, narrow);
            add(layer, BOUNDARY_IN_WEIGHT, 2 * head.width() + narrow, narrow);
            add(layer, BOUNDARY_IN_BIAS, narrow);
            addNorm(layer, head.norm().kind(), BOUNDARY_IN_NORM_GAIN, BOUNDARY_IN_NORM_BIAS, narrow);
            add(layer, BOUNDARY_OUT_WEIGHT, narrow, narrow);
            add(layer, BOUNDARY_OUT_BIAS, narrow);
            addNorm(layer, head.norm().kind(), BOUNDARY_OUT_NORM_GAIN, BOUNDARY_OUT_NORM_BIAS, narrow);
        }
    }

    private void addClasses(String layer, int width, int classes) {
        add(layer, POOLER_WEIGHT, width, width);
        add(layer, POOLER_BIAS, width);
        add(layer, CLASS_WEIGHT, width, classes);
        add(layer, CLASS_BIAS, classes);
    }

    private void addNorm(String layer, NormSpec.Kind kind, String gain, String bias, int width) {
        add(layer, gain, width);
        if (kind == NormSpec.Kind.LAYER) {
            add(layer, bias, width);
        }
    }

    private void add(String layer, String key, Integer... shape) {
        Parameter parameter = new Parameter(layer, key, List.of(shape), end);
        parameters.add(parameter);
        end = parameter.end();
    }
}
