package dev.millrace.trainer.optimise;

import java.io.Serializable;

/**
 * An optimiser's running means, changed in place.
 *
 * @param first m [P], of the gradient; empty when the optimiser keeps none
 * @param second v [P], of its square; empty when the optimiser keeps none
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, updated in place; never compared
public record Moments(float[] first, float[] second) implements Serializable {
    private static final float[] NONE = {};

    public Moments {
        if (second.length != 0 && first.length != second.length) {
            throw new IllegalArgumentException(
                    "Invalid moments: " + first.length + " and " + second.length + " elements (must be of one length)");
        }
    }

    /**
     * All zero.
     *
     * @param count of vectors, 0 to 2
     */
    public static Moments zero(int parameters, int count) {
        return new Moments(count > 0 ? new float[parameters] : NONE, count > 1 ? new float[parameters] : NONE);
    }

    /** Vectors that are kept, 0 to 2. */
    public int count() {
        return (first.length > 0 ? 1 : 0) + (second.length > 0 ? 1 : 0);
    }

    /** A copy that shares nothing. */
    public Moments copy() {
        return new Moments(first.clone(), second.clone());
    }

    @Override
    public String toString() {
        return count() + " moments of " + first.length + " parameters";
    }
}
