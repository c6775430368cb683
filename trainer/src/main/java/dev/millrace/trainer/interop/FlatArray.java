package dev.millrace.trainer.interop;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Direct access to the elements of a flat float32 array. */
final class FlatArray {
    private FlatArray() {}

    /** A pointer to the first element; keeps no hold on the array. */
    static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !array.isVectorOrScalar() || array.elementWiseStride() != 1) {
            throw new IllegalArgumentException(
                    "Invalid array: " + array.shapeInfoToString() + " (must be a float32 vector without gaps)");
        }
        return new FloatPointer(array.data().addressPointer());
    }
}
