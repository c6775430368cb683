package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Optional;

/** The norm behind the last block of a pre-norm stack; nothing behind a post-norm one. */
public final class LastNorm {
    private final Optional<Norm> norm;

    /** The norm of a layer with parameters {@link ParameterList#norm}. */
    public LastNorm(Kernels kernels, NormSpec spec, Tensors tensors) {
        this.norm = spec.place() == NormSpec.Place.PRE
                ? Optional.of(new Norm(kernels, spec, tensors, ParameterList.NORM_GAIN, ParameterList.NORM_BIAS))
                : Optional.empty();
    }

    boolean isPresent() {
        return norm.isPresent();
    }

    /** norm(x), kept in the memory; x itself without norm. */
    public Matrix forward(Matrix x, Memory memory) {
        norm.ifPresent(present -> present.forward(x, normed(x, memory), statistics(x, memory)));
        return norm.isPresent() ? normed(x, memory) : x;
    }

    /** Where the gradient of {@link #forward}'s result belongs: dx itself without norm. */
    Matrix gradient(Matrix dx, Pass pass) {
        return norm.isPresent() ? pass.scratch("narrow", dx.rows(), dx.columns()) : dx;
    }

    /** dx ← what the gradient makes of x. */
    public void backward(Matrix x, Matrix gradient, Matrix dx, Pass pass, Memory memory) {
        norm.ifPresent(present -> {
            pass.kernels().clear(dx);
            present.backward(x, statistics(x, memory), gradient, dx);
        });
    }

    private static Matrix normed(Matrix x, Memory memory) {
        return memory.matrix("last.normed", x.rows(), x.columns());
    }

    private static Matrix statistics(Matrix x, Memory memory) {
        return memory.matrix("last.statistics", x.rows(), Norm.STATISTICS);
    }
}
