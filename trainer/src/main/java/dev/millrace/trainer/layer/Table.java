package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/** A token table [V, e] that an embedding reads and heads may share, and its gradient, to which each adds its part. */
public final class Table {
    private final Tensors tensors;
    private final String key;
    private boolean begun;

    /** The table of an embedding. */
    Table(Tensors tensors, String key) {
        this.tensors = tensors;
        this.key = key;
    }

    Matrix value() {
        return tensors.value(key);
    }

    Matrix gradient() {
        return tensors.gradient(key);
    }

    /** Factor of what the gradient holds for the next to write to it: 0 for the first of a backward pass, then 1. */
    double join() {
        double beta = begun ? 1 : 0;
        begun = true;
        return beta;
    }

    /** The backward pass is over. */
    void finish() {
        begun = false;
    }
}
