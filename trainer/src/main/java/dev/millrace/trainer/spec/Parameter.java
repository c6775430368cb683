package dev.millrace.trainer.spec;

import java.io.Serializable;
import java.util.List;

/**
 * One tensor within the flat parameter vector, row-major.
 *
 * @param layer name of the layer that it belongs to
 * @param key its name within the layer
 * @param shape one or two dimensions, three for a stack of experts' matrices; a matrix that multiplies is inputs ×
 *     outputs
 * @param offset of its first element in the flat vector
 */
public record Parameter(String layer, String key, List<Integer> shape, long offset) implements Serializable {
    public Parameter {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long length() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    /** One past its last element in the flat vector. */
    public long end() {
        return offset + length();
    }

    /** Whether it has more than one dimension: those are what weight decay acts on. */
    public boolean isMatrix() {
        return shape.size() > 1;
    }

    /** Layer and key, unique within a model. */
    public String name() {
        return layer + "_" + key;
    }
}
