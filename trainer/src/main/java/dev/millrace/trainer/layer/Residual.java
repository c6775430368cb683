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
        if (place == NormSpec.Place.PRE) {
            Matrix normed = normed(x, pass);
            norm.forward(x, normed, statistics(x, memory));
            sublayer.forward(normed, x, y, pass, memory);
        } else {
            Matrix sum = sum(x, memory);
            sublayer.forward(x, x, sum, pass, memory);
            norm.forward(sum, y, statistics(x, memory));
        }
    }

    /** @param stream gradient of y; becomes that of x */
    void backward(Matrix x, Matrix stream, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix narrow = pass.scratch("narrow", x.rows(), x.columns());
        if (place == NormSpec.Place.PRE) {
            // a norm costs little to compute again and much to keep
            Matrix normed = normed(x, pass);
            norm.forward(x, normed, statistics(x, memory));
            sublayer.backward(normed, stream, narrow, pass, memory);
            norm.backward(x, statistics(x, memory), narrow, stream);
        } else {
            Matrix dSum = pass.scratch("sum", x.rows(), x.columns());
            kernels.clear(dSum);
            norm.backward(sum(x, memory), statistics(x, memory), stream, dSum);
            sublayer.backward(x, dSum, narrow, pass, memory);
            kernels.copy(dSum, stream);
            kernels.add(narrow, stream);
        }
    }

    private static Matrix normed(Matrix x, Pass pass) {
        return pass.operand("normed", x.rows(), x.columns());
    }

    private Matrix sum(Matrix x, Memory memory) {
        return memory.matrix(name + ".sum", x.rows(), x.columns());
    }

    private Matrix statistics(Matrix x, Memory memory) {
        return memory.matrix(name + ".statistics", x.rows(), Norm.STATISTICS);
    }
}
