package dev.millrace.trainer.spec;

import java.util.ArrayList;
import java.util.List;

/** The parameters of each kind of layer, in order: the one place that knows them. */
public final class ParameterList {
    /** Layer names of a GPT-2 graph; blocks are {@code block0}, {@code block1}, … */
    public static final String EMBEDDING = "embedding";

    public static final String BLOCK = "block";
    public static final String HEAD = "head";

    public static final String TOKENS = "tokens";
    public static final String POSITIONS = "positions";

    public static final String ATTENTION_NORM_GAIN = "attentionNormGain";
    public static final String ATTENTION_NORM_BIAS = "attentionNormBias";
    public static final String QKV_WEIGHT = "qkvWeight";
    public static final String QKV_BIAS = "qkvBias";
    public static final String ATTENTION_OUT_WEIGHT = "attentionOutWeight";
    public static final String ATTENTION_OUT_BIAS = "attentionOutBias";
    public static final String MLP_NORM_GAIN = "mlpNormGain";
    public static final String MLP_NORM_BIAS = "mlpNormBias";
    public static final String MLP_IN_WEIGHT = "mlpInWeight";
    public static final String MLP_IN_BIAS = "mlpInBias";
    public static final String MLP_OUT_WEIGHT = "mlpOutWeight";
    public static final String MLP_OUT_BIAS = "mlpOutBias";

    public static final String NORM_GAIN = "normGain";
    public static final String NORM_BIAS = "normBias";

    private final List<Parameter> parameters = new ArrayList<>();
    private long end;

    ParameterList() {}

    /** Token embedding [V, d] and learned positions [T, d], offsets from 0. */
    public static List<Parameter> embedding(String layer, int vocabularySize, int context, int width) {
        ParameterList list = new ParameterList();
        list.addEmbedding(layer, vocabularySize, context, width);
        return list.all();
    }

    /** A pre-norm block of attention and MLP, offsets from 0. */
    public static List<Parameter> block(String layer, int width, int hidden) {
        ParameterList list = new ParameterList();
        list.addBlock(layer, width, hidden);
        return list.all();
    }

    /** The last layer norm; the head's matrix is the token embedding. Offsets from 0. */
    public static List<Parameter> head(String layer, int width) {
        ParameterList list = new ParameterList();
        list.addHead(layer, width);
        return list.all();
    }

    void addEmbedding(String layer, int vocabularySize, int context, int width) {
        add(layer, TOKENS, vocabularySize, width);
        add(layer, POSITIONS, context, width);
    }

    void addBlock(String layer, int width, int hidden) {
        add(layer, ATTENTION_NORM_GAIN, width);
        add(layer, ATTENTION_NORM_BIAS, width);
        add(layer, QKV_WEIGHT, width, 3 * width);
        add(layer, QKV_BIAS, 3 * width);
        add(layer, ATTENTION_OUT_WEIGHT, width, width);
        add(layer, ATTENTION_OUT_BIAS, width);
        add(layer, MLP_NORM_GAIN, width);
        add(layer, MLP_NORM_BIAS, width);
        add(layer, MLP_IN_WEIGHT, width, hidden);
        add(layer, MLP_IN_BIAS, hidden);
        add(layer, MLP_OUT_WEIGHT, hidden, width);
        add(layer, MLP_OUT_BIAS, width);
    }

    void addHead(String layer, int width) {
        add(layer, NORM_GAIN, width);
        add(layer, NORM_BIAS, width);
    }

    List<Parameter> all() {
        return List.copyOf(parameters);
    }

    private void add(String layer, String key, Integer... shape) {
        Parameter parameter = new Parameter(layer, key, List.of(shape), end);
        parameters.add(parameter);
        end = parameter.end();
    }
}
