package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keys and values of the positions that were read already, by layer, of one sequence or of several that are read in
 * step. B sequences, T of room for each.
 */
final class KeyValueCache implements AutoCloseable {
    private static final String SPARE = "spare";

    private final Kernels kernels;
    private final Memory memory;
    private final int most;
    private final int room;
    private final Map<String, Integer> widths = new HashMap<>();
    private final Map<String, Integer> fixed = new HashMap<>();
    private int sequences = 1;
    private int length;

    /**
     * @param most sequences
     * @param room most positions of each
     */
    KeyValueCache(Kernels kernels, int most, int room) {
        this.kernels = kernels;
        this.memory = new Memory(kernels.type());
        this.most = most;
        this.room = room;
    }

    /** B. */
    int sequences() {
        return sequences;
    }

    /** Positions that each sequence has. */
    int length() {
        return length;
    }

    /** One sequence again, whose positions from this one on are forgotten. */
    void restart(int at) {
        sequences = 1;
        length = at;
    }

    /** What is kept of a source is forgotten too. */
    void restart() {
        restart(0);
        fixed.clear();
    }

    /** After all layers have seen so many further positions. */
    void advance(int positions) {
        length += positions;
    }

    /** From now on as many sequences as there are numbers, each as the sequence of that number is. */
    void follow(int[] parents) {
        if (parents.length > most) {
            throw new IllegalArgumentException(
                    "Invalid sequences: " + parents.length + " (must be at most " + most + ")");
        }
        for (Map.Entry<String, Integer> entry : widths.entrySet()) {
            Matrix all = all(entry.getKey(), entry.getValue());
            Matrix spare = memory.matrix(SPARE, most * room, entry.getValue());
            for (int i = 0; i < parents.length; i++) {
                kernels.copy(all.rows(parents[i] * room, length), spare.rows(i * room, length));
            }
            for (int i = 0; i < parents.length; i++) {
                kernels.copy(spare.rows(i * room, length), all.rows(i * room, length));
            }
        }
        sequences = parents.length;
    }

    /** Keeps the keys of the next positions; [B·T] all keys so far, those to come undefined. */
    Matrix keys(String layer, Matrix next) {
        return extended(layer + ".keys", next);
    }

    /** Keeps the values of the next positions; [B·T] all values so far, those to come undefined. */
    Matrix values(String layer, Matrix next) {
        return extended(layer + ".values", next);
    }

    /** What is computed once for these sequences and kept: keys and values of what an encoder made. */
    Matrix fixed(String layer, int rows, int columns, Consumer<Matrix> filler) {
        Matrix kept = memory.matrix(layer + ".fixed", rows, columns);
        Integer before = fixed.put(layer, rows);
        if (before == null || before != rows) {
            filler.accept(kept);
        }
        return kept;
    }

    private Matrix extended(String name, Matrix next) {
        widths.put(name, next.columns());
        Matrix all = all(name, next.columns());
        int count = next.rows() / sequences;
        for (int i = 0; i < sequences; i++) {
            kernels.copy(next.rows(i * count, count), all.rows(i * room + length, count));
        }
        return all.rows(0, sequences * room);
    }

    private Matrix all(String name, int columns) {
        return memory.matrix(name, most * room, columns);
    }

    @Override
    public void close() {
        memory.close();
    }
}
