package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/** A layer's tensors by key, as matrices within the flat vectors; the rows of a third dimension follow each other. */
public interface Tensors {
    /** A parameter. */
    Matrix value(String key);

    /** Its gradient, which the backward pass overwrites. */
    Matrix gradient(String key);
}
