package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/** A function f of rows that joins the residual stream. */
interface Sublayer {
    /** y ← residual + f(x). */
    void forward(Matrix x, Matrix residual, Matrix y, Pass pass, Memory memory);

    /**
     * dx ← what dy makes of x, f's parameters' gradients with it; dy is kept.
     *
     * @param memory as the forward pass left it
     */
    void backward(Matrix x, Matrix dy, Matrix dx, Pass pass, Memory memory);
}
