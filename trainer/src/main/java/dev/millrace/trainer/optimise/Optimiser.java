package dev.millrace.trainer.optimise;

import java.util.List;

/**
 * What makes new parameters of a gradient. Pieces are independent of each other, so different threads may update them
 * without a change of bits.
 */
public interface Optimiser {

    /** Pieces of a vector that are updated each as a whole: ascending, without gaps. */
    List<Range> pieces(int length);

    /**
     * Updates the elements of some pieces in place.
     *
     * @param parameters θ [P]
     * @param gradient of the range's elements, in its first elements; read
     * @param moments as many as {@link OptimiserSettings#moments()}, each [P]
     * @param scale factor of the gradient: clipping and the division by the batch
     * @param learningRate of the schedule, before the factor of a group
     * @param step 1 for the first update
     */
    void update(
            float[] parameters,
            float[] gradient,
            Moments moments,
            double scale,
            double learningRate,
            long step,
            Range range);

    /** Elements from … to − 1. */
    record Range(int from, int to) {
        public Range {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException(
                        "Invalid range: " + from + " to " + to + " (must be 0 <= from < to)");
            }
        }
    }
}
