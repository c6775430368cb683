package dev.millrace.trainer.optimise;

/**
 * A few elements of parameters, gradient and moments in arrays of their own, each at the same index: only over such does
 * Java's compiler use vector instructions.
 */
final class Window {
    /** Elements: four arrays of so many fit the second cache. */
    static final int LENGTH = 1 << 13;

    private final float[] parameters = new float[LENGTH];
    private final float[] gradient = new float[LENGTH];
    private final Moments moments;

    /** @param moments vectors that the optimiser keeps */
    Window(int moments) {
        this.moments = Moments.zero(LENGTH, moments);
    }

    /**
     * Updates some elements of the whole vectors.
     *
     * @param at their first
     * @param gradientOf theirs, from gradientAt on
     * @param count at most {@link #LENGTH}
     */
    void sweep(
            Rule rule,
            Rule.Factors factors,
            float[] parametersOf,
            Moments momentsOf,
            int at,
            float[] gradientOf,
            int gradientAt,
            int count) {
        System.arraycopy(parametersOf, at, parameters, 0, count);
        System.arraycopy(gradientOf, gradientAt, gradient, 0, count);
        copy(momentsOf, at, moments, 0, count);
        rule.sweep(parameters, gradient, moments, factors, count);
        System.arraycopy(parameters, 0, parametersOf, at, count);
        copy(moments, 0, momentsOf, at, count);
    }

    private static void copy(Moments from, int begin, Moments to, int at, int count) {
        if (from.count() > 0) {
            System.arraycopy(from.first(), begin, to.first(), at, count);
        }
        if (from.count() > 1) {
            System.arraycopy(from.second(), begin, to.second(), at, count);
        }
    }
}
