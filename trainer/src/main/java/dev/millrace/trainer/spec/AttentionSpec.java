package dev.millrace.trainer.spec;

import java.io.Serializable;

/**
 * Attention of several heads.
 *
 * @param heads H query heads
 * @param keyValueHeads K heads of keys and values, a divisor of H: query head i reads head i / (H/K). Source:
 *     Ainslie et al., arXiv 2305.13245
 * @param headWidth h of one head
 * @param visibility what a position sees
 * @param scale factor of the scores
 * @param bias which projections have one
 */
public record AttentionSpec(int heads, int keyValueHeads, int headWidth, Visibility visibility, Scale scale, Bias bias)
        implements Serializable {

    /** What a position sees of its sequence. */
    public enum Visibility {
        /** Itself and what comes before it. */
        CAUSAL,
        /** Everything. */
        FULL
    }

    /** Factor of query · key. */
    public enum Scale {
        /** 1/√h. */
        INVERSE_ROOT,
        /** 1, as T5 has it. */
        ONE
    }

    /** Which projections add a bias. */
    public enum Bias {
        /** Queries, keys, values and output. */
        ALL,
        /** Queries, keys and values: Qwen2. */
        INPUTS,
        NONE
    }

    public AttentionSpec {
        Sizes.positive("heads", heads);
        Sizes.positive("key-value-heads", keyValueHeads);
        Sizes.positive("head-width", headWidth);
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "Invalid key-value-heads: " + keyValueHeads + " (must divide the " + heads + " heads)");
        }
    }

    /** H·h. */
    public int queryWidth() {
        return heads * headWidth;
    }

    /** K·h, the width of all keys and that of all values. */
    public int keyWidth() {
        return keyValueHeads * headWidth;
    }
}
