package dev.millrace.trainer.layer;

import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.ATTENTION_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.CROSS_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.CROSS_NORM_GAIN;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_BIAS;
import static dev.millrace.trainer.spec.ParameterList.MLP_NORM_GAIN;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import java.util.Optional;

/**
 * One Transformer block on N = B·T rows of the residual stream, d columns.
 *
 * <pre>
 * pre-norm:   m = x + attention(norm(x))     y = m + mlp(norm(m))
 * post-norm:  m = norm(x + attention(x))     y = norm(m + mlp(m))
 * </pre>
 *
 * A decoder's block that follows an encoder attends to it in between, in the same way. Backward, the gradient of the
 * stream passes the same stations in the opposite order.
 */
public final class Block {
    private final Residual attention;
    private final Optional<Residual> cross;
    private final Residual mlp;

    private Block(Residual attention, Optional<Residual> cross, Residual mlp) {
        this.attention = attention;
        this.cross = cross;
        this.mlp = mlp;
    }

    /** A block of self-attention and MLP. */
    public static Block of(Kernels kernels, String layer, BlockSpec spec, Tensors tensors) {
        return new Block(
                attention(kernels, layer, spec, tensors), Optional.empty(), mlp(kernels, layer, spec, tensors));
    }

    /** A block that attends to {@link Pass#source()} too. */
    public static Block withCrossAttention(Kernels kernels, String layer, BlockSpec spec, Tensors tensors) {
        Norm norm = new Norm(kernels, spec.norm(), tensors, CROSS_NORM_GAIN, CROSS_NORM_BIAS);
        Residual cross =
                new Residual("cross", spec.norm().place(), norm, new CrossAttention(kernels, layer, spec, tensors));
        return new Block(
                attention(kernels, layer, spec, tensors), Optional.of(cross), mlp(kernels, layer, spec, tensors));
    }

    /** y ← block(x). */
    public void forward(Matrix x, Matrix y, Pass pass, Memory memory) {
        Matrix middle = middle(x, memory);
        attention.forward(x, middle, pass, memory);
        Matrix later = cross.isPresent() ? later(x, memory) : middle;
        cross.ifPresent(between -> between.forward(middle, later, pass, memory));
        mlp.forward(later, y, pass, memory);
    }

    /**
     * Overwrites the gradients of all its parameters.
     *
     * @param x as it was in the forward pass
     * @param stream gradient of y; becomes that of x
     */
    public void backward(Matrix x, Matrix stream, Pass pass, Memory memory) {
        Matrix middle = middle(x, memory);
        Matrix later = cross.isPresent() ? later(x, memory) : middle;
        mlp.backward(later, stream, pass, memory);
        cross.ifPresent(between -> between.backward(middle, stream, pass, memory));
        attention.backward(x, stream, pass, memory);
    }

    private static Residual attention(Kernels kernels, String layer, BlockSpec spec, Tensors tensors) {
        Norm norm = new Norm(kernels, spec.norm(), tensors, ATTENTION_NORM_GAIN, ATTENTION_NORM_BIAS);
        return new Residual("attention", spec.norm().place(), norm, new SelfAttention(kernels, layer, spec, tensors));
    }

    private static Residual mlp(Kernels kernels, String layer, BlockSpec spec, Tensors tensors) {
        Norm norm = new Norm(kernels, spec.norm(), tensors, MLP_NORM_GAIN, MLP_NORM_BIAS);
        Sublayer network = spec.feedForward().routing() instanceof FeedForwardSpec.Experts
                ? new MixtureOfExperts(layer, spec, tensors)
                : new FeedForward(kernels, layer, spec, tensors);
        return new Residual("mlp", spec.norm().place(), norm, network);
    }

    private static Matrix middle(Matrix x, Memory memory) {
        return memory.matrix("middle", x.rows(), x.columns());
    }

    private static Matrix later(Matrix x, Memory memory) {
        return memory.matrix("later", x.rows(), x.columns());
    }
}
