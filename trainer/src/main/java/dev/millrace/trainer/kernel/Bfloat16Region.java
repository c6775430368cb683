package dev.millrace.trainer.kernel;

import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bfloat16 numbers: operands of products. */
final class Bfloat16Region extends Region {
    private final ShortBuffer values;

    Bfloat16Region(INDArray owner) {
        super(owner);
        this.values = new BytePointer(owner.data().addressPointer())
                .capacity(owner.length() * Short.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asShortBuffer();
    }

    ShortBuffer values() {
        return values;
    }

    @Override
    public double at(int index) {
        return Float.intBitsToFloat(values.get(index) << Short.SIZE);
    }

    @Override
    public void put(int index, double value) {
        throw new UnsupportedOperationException("Operands are written row by row");
    }
}
