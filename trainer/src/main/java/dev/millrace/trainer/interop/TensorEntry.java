package dev.millrace.trainer.interop;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a safetensors header says of one tensor.
 *
 * @param shape row-major; empty for a scalar
 * @param begin first byte within the file's data section
 * @param end one past the last byte
 */
public record TensorEntry(String name, ElementType type, List<Long> shape, long begin, long end) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long elements() {
        return (end - begin) / type.bytes();
    }

    /** Such as {@code F32[2, 3]}. */
    public String describe() {
        return type + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
