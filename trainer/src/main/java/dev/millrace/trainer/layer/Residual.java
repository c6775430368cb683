package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.NormSpec;

/** A sublayer beside the residual stream: y = x + f(norm(x)), or y = norm(x + f(x)). N rows of d columns. */
final class Residual {
    private final String name;
    private final NormSpec.Place place;
    private final Norm norm;
    private final Sublayer sublayer;

    /** @param name of its part of the memory */
    Residual(String name, NormSpec.Place place, Norm norm, Sublayer sublayer) {
        this.name = name;
        this.place = place;
        this.norm = norm;
        this.sublayer = sublayer;
    }

    void forward(Matrix x, Matrix y, Pass pass, Memory memory) {
        // the sublayer's input where the norm stands before it, its sum with the stream where it stands after
        Matrix between = between(x, memory);
        if (place == NormSpec.Place.PRE) {
            norm.forward(x, between, statistics(x, memory));
            sublayer.forward(between, x, y, pass, memory);
        } else {
            sublayer.forward(x, x, between, pass, memory);
            norm.forward(between, y, statistics(x, memory));
        }
    }

    /** @param stream gradient of y; becomes that of x */
    void backward(Matrix x, Matrix stream, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix between = between(x, memory);
        Matrix narrow = pass.scratch("narrow", x.rows(), x.columns());
        if (place == NormSpec.Place.PRE) {
            sublayer.backward(between, stream, narrow, pass, memory);
            norm.backward(x, statistics(x, memory), narrow, stream);
        } else {
            Matrix sum = pass.scratch("sum", x.rows(), x.columns());
            kernels.clear(sum);
            norm.backward(between, statistics(x, memory), stream, sum);
            sublayer.backward(x, sum, narrow, pass, memory);
            kernels.copy(sum, stream);
            kernels.add(narrow, stream);
        }
    }

    private Matrix between(Matrix x, Memory memory) {
        return memory.matrix(name + ".between", x.rows(), x.columns());
    }

    private Matrix statistics(Matrix x, Memory memory) {
        return memory.matrix(name + ".statistics", x.rows(), Norm.STATISTICS);
    }
}
