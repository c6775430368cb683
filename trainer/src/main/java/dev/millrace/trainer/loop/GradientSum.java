package dev.millrace.trainer.loop;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a global batch, whose last addition is still to be done: range by range, by whoever reads it, as often
 * as it is read. So it needs no place of its own.
 */
public final class GradientSum {
    private final Part first;
    private final Optional<Part> second;

    private GradientSum(Part first, Optional<Part> second) {
        this.first = first;
        this.second = second;
    }

    /** A sum that is done. */
    public static GradientSum of(float[] sum) {
        return new GradientSum(new Part.Array(sum), Optional.empty());
    }

    /** The sum of two arrays. */
    static GradientSum of(float[] one, float[] other) {
        return new GradientSum(new Part.Array(one), Optional.of(new Part.Array(other)));
    }

    /** The sum of an array and a vector. */
    static GradientSum of(float[] one, INDArray other) {
        return new GradientSum(new Part.Array(one), Optional.of(new Part.Vector(other)));
    }

    /** A vector. */
    static GradientSum of(INDArray only) {
        return new GradientSum(new Part.Vector(only), Optional.empty());
    }

    /** The sum of two vectors. */
    static GradientSum of(INDArray one, INDArray other) {
        return new GradientSum(new Part.Vector(one), Optional.of(new Part.Vector(other)));
    }

    /** P. */
    public int length() {
        return first.length();
    }

    /**
     * Elements begin … end − 1.
     *
     * @param into receives them from its first element on; may be the whole first addend where begin is 0
     */
    public void read(int begin, int end, float[] into) {
        first.read(begin, end, into);
        second.ifPresent(part -> part.add(begin, end, into));
    }

    /** A part of the sum that lies somewhere. */
    private sealed interface Part {
        int length();

        void read(int begin, int end, float[] into);

        void add(int begin, int end, float[] into);

        @SuppressWarnings("ArrayRecordComponent") // a large vector; never compared
        record Array(float[] values) implements Part {
            @Override
            public int length() {
                return values.length;
            }

            @Override
            public void read(int begin, int end, float[] into) {
                System.arraycopy(values, begin, into, 0, end - begin);
            }

            @Override
            public void add(int begin, int end, float[] into) {
                for (int i = begin; i < end; i++) {
                    into[i - begin] += values[i];
                }
            }
        }

        record Vector(INDArray values) implements Part {
            @Override
            public int length() {
                return Math.toIntExact(values.length());
            }

            @Override
            public void read(int begin, int end, float[] into) {
                FlatVectors.read(values, begin, end, into);
            }

            @Override
            public void add(int begin, int end, float[] into) {
                FlatVectors.add(values, begin, end, into);
            }
        }
    }
}
