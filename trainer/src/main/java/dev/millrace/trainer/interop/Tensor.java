package dev.millrace.trainer.interop;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A tensor to be written into a safetensors file; its elements are fetched piece by piece while writing. */
public final class Tensor {
    private final String name;
    private final ElementType type;
    private final long[] shape;
    private final Content content;

    private Tensor(String name, ElementType type, long[] shape, long elements, Content content) {
        long expected = 1;
        for (long length : shape) {
            expected = Math.multiplyExact(expected, length);
        }
        if (expected != elements) {
            throw new IllegalArgumentException("Invalid shape of '" + name + "': " + Arrays.toString(shape)
                    + " (must hold " + elements + " elements)");
        }
        this.name = name;
        this.type = type;
        this.shape = shape.clone();
        this.content = content;
    }

    /** An F32 tensor, row-major. */
    public static Tensor floats(String name, float[] values, long... shape) {
        return new Tensor(name, ElementType.F32, shape, values.length, (first, count, into) -> {
            for (int i = 0; i < count; i++) {
                into.putFloat(values[(int) first + i]);
            }
        });
    }

    /**
     * An F32 tensor of the array's elements in the order in which they lie in memory.
     *
     * @param values float32 vector without gaps, such as DL4J's flat parameters
     */
    public static Tensor floats(String name, INDArray values, long... shape) {
        FlatArray flat = new FlatArray(values);
        float[] piece = new float[Safetensors.PIECE];
        return new Tensor(name, ElementType.F32, shape, values.length(), (first, count, into) -> {
            flat.read(first, piece, count);
            for (int i = 0; i < count; i++) {
                into.putFloat(piece[i]);
            }
        });
    }

    /**
     * An F32 tensor, row-major, whose elements are made when they are written and then forgotten.
     *
     * @param values gives as many elements as the shape holds, each time the same
     */
    static Tensor floats(String name, List<Long> shape, Supplier<float[]> values) {
        long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        float[][] made = {{}};
        return new Tensor(name, ElementType.F32, lengths, elements, (first, count, into) -> {
            if (first == 0) {
                made[0] = values.get();
            }
            for (int i = 0; i < count; i++) {
                into.putFloat(made[0][(int) first + i]);
            }
            if (first + count == elements) {
                made[0] = new float[0];
            }
        });
    }

    /** An I64 tensor, row-major. */
    public static Tensor longs(String name, long[] values, long... shape) {
        return new Tensor(name, ElementType.I64, shape, values.length, (first, count, into) -> {
            for (int i = 0; i < count; i++) {
                into.putLong(values[(int) first + i]);
            }
        });
    }

    /** A U8 tensor of one dimension. */
    public static Tensor bytes(String name, byte[] values) {
        return new Tensor(
                name,
                ElementType.U8,
                new long[] {values.length},
                values.length,
                (first, count, into) -> into.put(values, (int) first, count));
    }

    /** By which a reader finds it. */
    public String name() {
        return name;
    }

    ElementType type() {
        return type;
    }

    long[] shape() {
        return shape.clone();
    }

    long elements() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    long bytes() {
        return elements() * type.bytes();
    }

    void copy(long first, int count, ByteBuffer into) {
        content.copy(first, count, into);
    }

    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape);
    }

    /** Puts elements first … first + count − 1, little-endian. */
    private interface Content {
        void copy(long first, int count, ByteBuffer into);
    }
}
