package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels and passing memory that the layers of one graph share: what a layer leaves here the next overwrites. */
public final class Workbench implements AutoCloseable {
    private final Kernels kernels;
    private final Memory scratch;
    private final Memory operands;
    private final Memory passing;
    private final Memory tables;
    private final Map<String, String> filled = new HashMap<>();

    /** A workbench for one thread. */
    public Workbench(Kernels kernels) {
        this.kernels = kernels;
        this.scratch = new Memory(kernels.type());
        this.operands = new Memory(kernels.operandType());
        this.passing = new Memory(kernels.type());
        this.tables = new Memory(kernels.type());
    }

    /** What computes. */
    public Kernels kernels() {
        return kernels;
    }

    DataType type() {
        return kernels.type();
    }

    /** Memory that holds nothing from one layer to the next. */
    Matrix scratch(String name, int rows, int columns) {
        return scratch.matrix(name, rows, columns);
    }

    /** As {@link #scratch}, of the type that products take. */
    Matrix operand(String name, int rows, int columns) {
        return operands.matrix(name, rows, columns);
    }

    /** A matrix of constants, filled when it is first asked for with this key and kept until another key comes. */
    Matrix table(String name, String key, int rows, int columns, Consumer<Matrix> filler) {
        Matrix table = tables.matrix(name, rows, columns);
        if (!key.equals(filled.put(name, key))) {
            filler.accept(table);
        }
        return table;
    }

    /** What layers compute when no backward pass will follow. */
    public Memory passing() {
        return passing;
    }

    @Override
    public void close() {
        scratch.close();
        operands.close();
        passing.close();
        tables.close();
        filled.clear();
    }
}
