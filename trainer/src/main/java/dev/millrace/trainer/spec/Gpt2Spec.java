package dev.millrace.trainer.spec;

import java.util.List;

/**
 * A GPT-2 decoder: learned positions, pre-norm blocks, GELU by tanh, head tied to the token embedding. Source: Radford
 * et al. 2019; Hugging Face {@code GPT2LMHeadModel}.
 *
 * @param vocabularySize V
 * @param context T, most tokens seen at once
 * @param width d of the residual stream, a multiple of {@code heads}
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param hidden width of the MLP's hidden layer; GPT-2 has 4·d
 * @param layerNormEpsilon added to the variance; GPT-2 has 1e-5
 */
public record Gpt2Spec(
        int vocabularySize, int context, int width, int layers, int heads, int hidden, double layerNormEpsilon)
        implements ModelSpec {
    private static final double DEFAULT_EPSILON = 1e-5;
    private static final int HIDDEN_FACTOR = 4;
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE / Float.BYTES;

    public Gpt2Spec {
        positive("vocabulary-size", vocabularySize);
        positive("context", context);
        positive("width", width);
        positive("layers", layers);
        positive("heads", heads);
        positive("hidden", hidden);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "Invalid width: " + width + " (must be a multiple of the " + heads + " heads)");
        }
        if (!(layerNormEpsilon > 0 && layerNormEpsilon < 1)) {
            throw new IllegalArgumentException(
                    "Invalid layer-norm-epsilon: " + layerNormEpsilon + " (must be > 0 and < 1)");
        }
        long largest = (long) width * Math.max(Math.max(vocabularySize, context), Math.max(3L * width, hidden));
        if (largest > MOST_ELEMENTS) {
            throw new IllegalArgumentException("Invalid width: " + width + " makes a tensor of " + largest
                    + " elements (must be at most " + MOST_ELEMENTS + ")");
        }
    }

    /** A decoder with GPT-2's proportions: hidden 4·d, ε 1e-5. */
    public static Gpt2Spec of(int vocabularySize, int context, int width, int layers, int heads) {
        return new Gpt2Spec(
                vocabularySize,
                context,
                width,
                layers,
                heads,
                Math.multiplyExact(HIDDEN_FACTOR, width),
                DEFAULT_EPSILON);
    }

    @Override
    public List<Parameter> parameters() {
        ParameterList list = new ParameterList();
        list.addEmbedding(ParameterList.EMBEDDING, vocabularySize, context, width);
        for (int block = 0; block < layers; block++) {
            list.addBlock(ParameterList.BLOCK + block, width, hidden);
        }
        list.addHead(ParameterList.HEAD, width);
        return list.all();
    }

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Invalid " + key + ": " + value + " (must be > 0)");
        }
    }
}
