package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.Optional;

/** y = norm(φ(x·W + b)), or without norm, before a prediction. n rows, e columns of y. */
final class Transform {
    private final String name;
    private final int columns;
    private final Activation activation;
    private final Projection projection;
    private final Optional<Norm> norm;

    /** @param name of its part of the memory */
    Transform(String name, int columns, Activation activation, Projection projection, Optional<Norm> norm) {
        this.name = name;
        this.columns = columns;
        this.activation = activation;
        this.projection = projection;
        this.norm = norm;
    }

    /** y, kept in the memory. */
    Matrix forward(Matrix x, Kernels kernels, Memory memory) {
        Matrix hidden = part(".hidden", x, memory);
        projection.forward(x, hidden);
        Matrix activated = part(".activated", x, memory);
        kernels.activate(activation, hidden, activated);
        if (norm.isEmpty()) {
            return activated;
        }
        Matrix y = part(".normed", x, memory);
        norm.get().forward(activated, y, statistics(x, memory));
        return y;
    }

    /**
     * dx ← what dy makes of x.
     *
     * @param dy overwritten
     */
    void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix gradient = dy;
        if (norm.isPresent()) {
            gradient = pass.scratch("transformGradient", x.rows(), columns);
            kernels.clear(gradient);
            norm.get().backward(part(".activated", x, memory), statistics(x, memory), dy, gradient);
        }
        Matrix activated = pass.operand("activated", x.rows(), columns);
        kernels.activateBackward(activation, part(".hidden", x, memory), gradient, gradient, activated);
        projection.backward(x, gradient, 0, dx);
    }

    private Matrix part(String what, Matrix x, Memory memory) {
        return memory.matrix(name + what, x.rows(), columns);
    }

    private Matrix statistics(Matrix x, Memory memory) {
        return memory.matrix(name + ".statistics", x.rows(), Norm.STATISTICS);
    }
}
