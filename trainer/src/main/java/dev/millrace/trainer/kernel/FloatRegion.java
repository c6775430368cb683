package dev.millrace.trainer.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Float32 numbers, also seen as their bits. */
final class FloatRegion extends Region {
    private final FloatBuffer values;
    private final IntBuffer bits;

    FloatRegion(INDArray owner) {
        super(owner);
        ByteBuffer bytes = new FloatPointer(owner.data().addressPointer())
                .capacity(owner.length())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
        this.values = bytes.asFloatBuffer();
        this.bits = bytes.asIntBuffer();
    }

    FloatBuffer values() {
        return values;
    }

    IntBuffer bits() {
        return bits;
    }

    @Override
    public double at(int index) {
        return values.get(index);
    }

    @Override
    public void put(int index, double value) {
        values.put(index, (float) value);
    }
}
