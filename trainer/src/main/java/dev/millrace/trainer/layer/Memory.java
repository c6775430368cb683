package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Slab;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/** Named pieces of memory, kept from step to step: what a forward pass leaves for the backward pass. */
public final class Memory implements AutoCloseable {
    private final DataType type;
    private final Map<String, Slab> slabs = new HashMap<>();

    /** Nothing is allocated yet. */
    public Memory(DataType type) {
        this.type = type;
    }

    /** The matrix of a name, as it was left unless it had to grow. */
    Matrix matrix(String name, int rows, int columns) {
        return slabs.computeIfAbsent(name, made -> new Slab(type)).matrix(rows, columns);
    }

    /** Gives all of it back. */
    @Override
    public void close() {
        slabs.values().forEach(Slab::close);
        slabs.clear();
    }
}
