package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;

/** Keys and values of the positions of one sequence that were read already, by layer. */
final class KeyValueCache implements AutoCloseable {
    private final Kernels kernels;
    private final Memory memory;
    private final int context;
    private int length;

    /** @param context most positions */
    KeyValueCache(Kernels kernels, int context) {
        this.kernels = kernels;
        this.memory = new Memory(kernels.type());
        this.context = context;
    }

    int length() {
        return length;
    }

    /** Positions from this one on are forgotten. */
    void restart(int at) {
        length = at;
    }

    /** After all layers have seen so many further positions. */
    void advance(int positions) {
        length += positions;
    }

    /** Keeps the keys of the next positions; all keys so far. */
    Matrix keys(String layer, Matrix next) {
        return extended(layer + ".keys", next);
    }

    /** Keeps the values of the next positions; all values so far. */
    Matrix values(String layer, Matrix next) {
        return extended(layer + ".values", next);
    }

    private Matrix extended(String name, Matrix next) {
        Matrix all = memory.matrix(name, context, next.columns());
        kernels.copy(next, all.rows(length, next.rows()));
        return all.rows(0, length + next.rows());
    }

    @Override
    public void close() {
        memory.close();
    }
}
