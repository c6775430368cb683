package dev.millrace.trainer.bench;

import dev.millrace.trainer.spec.Gpt2Spec;
import dev.millrace.trainer.spec.ModelSpec;

/**
 * Floating point operations of the matrix products that a training step needs, a multiplication and an addition being
 * two. What an implementation computes again or in vain adds nothing. Source: Chowdhery et al., arXiv 2204.02311,
 * appendix B, except that causal attention counts the half that it needs.
 *
 * <pre>
 * B sequences, T context, d width, L blocks
 * N        elements of the matrices that multiply activations: the blocks', and the head's, also when it is the token
 *          table; a look-up in the tables of tokens and positions is no product
 * forward  2·N·B·T + ½·L·(2·B·T²·d + 2·B·T²·d)      scores q·kᵀ and values p·v, of which causality masks half
 * backward 2·forward                                the gradients of either factor
 * step     6·N·B·T + 6·L·B·T²·d
 * </pre>
 */
public final class StepFlops {
    private StepFlops() {}

    /**
     * FLOPs of one step.
     *
     * @param sequences B of the global batch, filling included
     */
    public static double of(ModelSpec model, long sequences) {
        if (!(model instanceof Gpt2Spec gpt2)) {
            throw new IllegalArgumentException("Invalid model: no count of operations for " + model);
        }
        double width = gpt2.width();
        double block = 4 * width * width + 2 * width * gpt2.hidden();
        double matrices = gpt2.layers() * block + width * gpt2.vocabularySize();
        double tokens = (double) sequences * gpt2.context();
        return 6 * matrices * tokens + 6 * gpt2.layers() * tokens * gpt2.context() * width;
    }
}
