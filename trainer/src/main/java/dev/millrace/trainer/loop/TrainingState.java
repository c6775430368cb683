package dev.millrace.trainer.loop;

import dev.millrace.trainer.optimise.Moments;
import java.io.Serializable;

/**
 * Where a run stands. A {@link GlobalStep} changes the arrays in place and returns the next state over them.
 *
 * @param step optimiser steps done
 * @param cursor sequences of the stream consumed
 * @param parameters θ [P]
 * @param recent what a guard looks back on; nothing without one
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, updated in place; never compared
public record TrainingState(long step, long cursor, float[] parameters, Moments moments, Recent recent)
        implements Serializable {
    public TrainingState {
        if (step < 0 || cursor < 0 || (moments.count() > 0 && moments.first().length != parameters.length)) {
            throw new IllegalArgumentException("Invalid state: step " + step + ", cursor " + cursor + ", "
                    + parameters.length + " parameters, " + moments);
        }
    }

    /**
     * Before the first step.
     *
     * @param moments vectors that the optimiser keeps
     */
    public static TrainingState initial(float[] parameters, int moments) {
        return new TrainingState(0, 0, parameters, Moments.zero(parameters.length, moments), Recent.none());
    }

    /** A copy that shares nothing. */
    public TrainingState copy() {
        return new TrainingState(step, cursor, parameters.clone(), moments.copy(), recent);
    }

    @Override
    public String toString() {
        return "step " + step + " at sequence " + cursor + ", " + parameters.length + " parameters";
    }
}
