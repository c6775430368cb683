package dev.millrace.trainer.kernel;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stretch of numbers outside the Java heap, backed by an ND4J array, at most 2 GiB. Holding a region keeps its array
 * alive, except that an array of a workspace lives as long as the workspace's scope.
 */
public abstract sealed class Region implements AutoCloseable permits FloatRegion, DoubleRegion, Bfloat16Region {
    private static final String LAYOUT = "c";

    private final INDArray owner;
    private final int length;
    private final long address;

    Region(INDArray owner) {
        long bytes = owner.length() * owner.dataType().width();
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Invalid region: " + bytes + " bytes (must be at most 2 GiB)");
        }
        this.owner = owner;
        this.length = (int) owner.length();
        this.address = owner.data().addressPointer().address();
    }

    /**
     * The elements of an array, in place.
     *
     * @param array float32, float64 or bfloat16, row-major without gaps
     */
    public static Region of(INDArray array) {
        if (!isPlain(array)) {
            throw new IllegalArgumentException(
                    "Invalid array: " + array.shapeInfoToString() + " (must be row-major without gaps)");
        }
        return switch (array.dataType()) {
            case DOUBLE -> new DoubleRegion(array);
            case BFLOAT16 -> new Bfloat16Region(array);
            default -> new FloatRegion(array);
        };
    }

    /** Whether the array's elements lie row-major without gaps. */
    public static boolean isPlain(INDArray array) {
        if (array.isVectorOrScalar()) {
            return array.length() == 1 || array.elementWiseStride() == 1;
        }
        return LAYOUT.equals(String.valueOf(array.ordering())) && array.elementWiseStride() == 1;
    }

    /** Number of elements. */
    public int length() {
        return length;
    }

    /** The element at an index. */
    public abstract double at(int index);

    /** Sets the element at an index. */
    public abstract void put(int index, double value);

    /** Overwrites elements from an index on with those of another region of the same type. */
    public void copy(Region from, int begin, int at, int count) {
        if (begin < 0 || at < 0 || count < 0 || begin > from.length() - count || at > length - count) {
            throw new IllegalArgumentException("Invalid copy: " + count + " elements from " + begin + " of "
                    + from.length() + " to " + at + " of " + length);
        }
        long width = owner.dataType().width();
        Pointer.memcpy(pointer(address + at * width), pointer(from.address + begin * width), count * width);
    }

    private static Pointer pointer(long address) {
        return new AddressPointer(address);
    }

    /** A pointer to an address that others own. */
    private static final class AddressPointer extends Pointer {
        AddressPointer(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }

    /** The first rows × columns elements. */
    public Matrix matrix(int rows, int columns) {
        return new Matrix(this, 0, rows, columns, columns, Matrix.Form.PLAIN);
    }

    /** Rows × columns elements from an offset on. */
    public Matrix matrix(int offset, int rows, int columns) {
        return new Matrix(this, offset, rows, columns, columns, Matrix.Form.PLAIN);
    }

    /** Gives the memory back now, if this region allocated it; nothing may use it afterwards. */
    @Override
    public void close() {
        if (owner.closeable()) {
            owner.close();
        }
    }

    /** Address of an element. */
    long address(int index) {
        return address + (long) index * owner.dataType().width();
    }

    INDArray owner() {
        return owner;
    }

    @Override
    public String toString() {
        return owner.dataType() + "[" + length + "]";
    }
}
