package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/**
 * Zeroes a share of what it is given while training and scales the rest by 1/(1 − share). The same numbers are drawn
 * again in the backward pass instead of being kept. Source: Srivastava et al. 2014.
 */
final class Dropout {
    private final double share;
    private final String place;

    /** @param place that tells its random numbers from others': layer and name */
    Dropout(double share, String place) {
        this.share = share;
        this.place = place;
    }

    boolean isActive(Pass pass) {
        return share > 0 && pass.isTraining();
    }

    /** y ← dropout(x); y may be x. The backward pass does the same to the gradient. */
    void apply(Matrix x, Matrix y, Pass pass) {
        pass.kernels().dropout(x, y, share, pass.key(place));
    }

    /** As {@link #apply} with the numbers of one of several pieces. */
    void apply(Matrix x, Matrix y, Pass pass, int piece) {
        pass.kernels().dropout(x, y, share, Randomness.key(pass.key(place), piece));
    }
}
