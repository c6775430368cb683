package dev.millrace.trainer.optimise;

/** An optimiser in which each parameter looks at its own gradient and moments only. */
interface Rule {

    /** Updates the first elements of the arrays, all of one group, in place. */
    void sweep(float[] parameters, float[] gradient, Moments moments, Factors factors, int count);

    /**
     * Numbers of one step and group.
     *
     * @param scale factor of the gradient
     * @param rate learning rate of the group
     * @param weightDecay λ of the group
     * @param step 1 for the first update
     */
    record Factors(double scale, double rate, double weightDecay, long step) {
        public Factors {
            if (step < 1) {
                throw new IllegalArgumentException("Invalid step: " + step + " (must be > 0)");
            }
        }
    }
}
