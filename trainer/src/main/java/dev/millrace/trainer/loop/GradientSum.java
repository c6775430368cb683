package dev.millrace.trainer.loop;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a global batch, whose last addition is still to be done: range by range, by whoever reads it first.
 */
public final class GradientSum {
    private final float[] sum;
    private final Optional<INDArray> first;
    private final Optional<INDArray> second;
    private final Optional<float[]> other;

    private GradientSum(float[] sum, Optional<INDArray> first, Optional<INDArray> second, Optional<float[]> other) {
        this.sum = sum;
        this.first = first;
        this.second = second;
        this.other = other;
    }

    /** A sum that is done. */
    public static GradientSum of(float[] sum) {
        return new GradientSum(sum, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The sum of two arrays, in the place of the former. */
    static GradientSum of(float[] sum, float[] other) {
        return new GradientSum(sum, Optional.empty(), Optional.empty(), Optional.of(other));
    }

    /** The sum of an array, in its place, and a vector that stays as it is. */
    static GradientSum of(float[] sum, INDArray other) {
        return new GradientSum(sum, Optional.empty(), Optional.of(other), Optional.empty());
    }

    /** A vector, or the sum of two, in an array. */
    static GradientSum of(INDArray first, Optional<INDArray> second, float[] sum) {
        return new GradientSum(sum, Optional.of(first), second, Optional.empty());
    }

    /** P. */
    public int length() {
        return sum.length;
    }

    /**
     * The array that holds the sum where it is settled.
     *
     * @see #settle(int, int)
     */
    public float[] values() {
        return sum;
    }

    /** Does what is left to do for elements begin … end − 1; once for each element. */
    public void settle(int begin, int end) {
        first.ifPresent(vector -> FlatVectors.read(vector, sum, begin, end));
        second.ifPresent(vector -> FlatVectors.add(vector, sum, begin, end));
        other.ifPresent(array -> {
            for (int i = begin; i < end; i++) {
                sum[i] += array[i];
            }
        });
    }

    /** The whole sum, settled now. */
    public float[] whole() {
        settle(0, sum.length);
        return sum;
    }
}
