package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Region;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Token ids held by an array of any number type. */
final class TokenIds {
    private TokenIds() {}

    /** Row-major. */
    static int[] of(INDArray array) {
        int[] ids = new int[(int) array.length()];
        INDArray plain = array.dataType() == DataType.INT32 ? array : array.castTo(DataType.INT32);
        if (!Region.isPlain(plain)) {
            plain = plain.dup('c');
        }
        new IntPointer(plain.data().addressPointer()).get(ids);
        return ids;
    }

    /** @throws IllegalArgumentException when an id is outside 0 … limit − 1 */
    static int[] checked(INDArray array, int limit) {
        int[] ids = of(array);
        for (int id : ids) {
            check(id, limit);
        }
        return ids;
    }

    static void check(int id, int limit) {
        if (id < 0 || id >= limit) {
            throw new IllegalArgumentException("Invalid token id: " + id + " (must be from 0 to " + (limit - 1) + ")");
        }
    }
}
