package dev.millrace.trainer.bench;

import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Locale;

/** Models to measure, each with the context and the batch that belong to it. Vocabulary 8192. */
public enum BenchShape {
    /** 5.3 million parameters: width 256, 4 layers, 4 heads, context 256, batch 8. */
    GPT2(256, 4, 4, 256, 8),
    /** 23.4 million parameters: width 512, 6 layers, 8 heads, context 512, batch 4. */
    GPT2_LARGE(512, 6, 8, 512, 4),
    /** 7.2 million parameters: as the first, with Llama's block, a head of its own and hidden width 640. */
    LLAMA(256, 4, 4, 256, 8);

    private static final int VOCABULARY = 8192;
    private static final int MULTIPLE = 64;

    private final int width;
    private final int layers;
    private final int heads;
    private final int context;
    private final int sequences;

    BenchShape(int width, int layers, int heads, int context, int sequences) {
        this.width = width;
        this.layers = layers;
        this.heads = heads;
        this.context = context;
        this.sequences = sequences;
    }

    /** T when none is asked for. */
    public int context() {
        return context;
    }

    /** Sequences of a global batch when none are asked for. */
    public int sequences() {
        return sequences;
    }

    /** The model, for a context of its own. */
    public ModelSpec spec(int tokens) {
        return switch (this) {
            case GPT2, GPT2_LARGE -> DecoderSpec.gpt2(VOCABULARY, tokens, width, layers, heads);
            case LLAMA -> DecoderSpec.llama(VOCABULARY, tokens, width, layers, heads, heads, gatedWidth());
        };
    }

    /** 8·d/3, down to a multiple of 64: with three matrices about as many parameters as 4·d with two. */
    private int gatedWidth() {
        return 8 * width / 3 / MULTIPLE * MULTIPLE;
    }

    /** As people write it, such as {@code gpt2-large}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
