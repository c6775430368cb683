package dev.millrace.trainer.optimise;

import java.io.Serializable;

/**
 * Adam's running means, changed in place by {@link AdamW}.
 *
 * @param first m [P], of the gradient
 * @param second v [P], of its square
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, updated in place; never compared
public record Moments(float[] first, float[] second) implements Serializable {
    public Moments {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "Invalid moments: " + first.length + " and " + second.length + " elements (must be of one length)");
        }
    }

    /** All zero. */
    public static Moments zero(int parameters) {
        return new Moments(new float[parameters], new float[parameters]);
    }

    /** A copy that shares nothing. */
    public Moments copy() {
        return new Moments(first.clone(), second.clone());
    }

    @Override
    public String toString() {
        return "moments of " + first.length + " parameters";
    }
}
