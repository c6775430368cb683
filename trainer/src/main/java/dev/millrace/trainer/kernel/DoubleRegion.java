package dev.millrace.trainer.kernel;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Float64 numbers. */
final class DoubleRegion extends Region {
    private final DoubleBuffer values;

    DoubleRegion(INDArray owner) {
        super(owner);
        this.values = new DoublePointer(owner.data().addressPointer())
                .capacity(owner.length())
                .asBuffer();
    }

    @Override
    public double at(int index) {
        return values.get(index);
    }

    @Override
    public void put(int index, double value) {
        values.put(index, value);
    }
}
