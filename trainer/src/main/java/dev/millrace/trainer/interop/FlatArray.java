package dev.millrace.trainer.interop;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of a flat float32 array, moved piece by piece. */
final class FlatArray {
    private final INDArray array;
    private final FloatPointer pointer;

    FlatArray(INDArray array) {
        boolean gaps = array.length() > 1 && array.elementWiseStride() != 1;
        if (array.dataType() != DataType.FLOAT || !array.isVectorOrScalar() || gaps) {
            throw new IllegalArgumentException(
                    "Invalid array: " + array.shapeInfoToString() + " (must be a float32 vector without gaps)");
        }
        this.array = array;
        this.pointer = new FloatPointer(array.data().addressPointer());
    }

    void read(long first, float[] into, int count) {
        try {
            pointer.position(first).get(into, 0, count);
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    void write(long first, float[] from, int count) {
        try {
            pointer.position(first).put(from, 0, count);
        } finally {
            Reference.reachabilityFence(array);
        }
    }
}
