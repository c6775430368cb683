package dev.millrace.trainer.loop;

import java.util.Optional;

/**
 * What happens at a step whose loss or gradient leaps out. Without a guard a run stops at what is not finite and takes
 * all else.
 *
 * @param action at a leap, and at what is not finite
 * @param lossFactor a loss above this many medians of the last losses is a leap; never when absent
 * @param normFactor as lossFactor, of the gradient's norm before clipping
 * @param window steps whose median counts, skipped ones as well; nothing is a leap before there were so many
 */
public record GuardSettings(Action action, Optional<Double> lossFactor, Optional<Double> normFactor, int window) {

    /** Goes on without the update, or ends the run. */
    public enum Action {
        SKIP,
        STOP
    }

    public GuardSettings {
        lossFactor.ifPresent(factor -> above("loss factor", factor));
        normFactor.ifPresent(factor -> above("norm factor", factor));
        if (window < 1) {
            throw new IllegalArgumentException("Invalid window: " + window + " (must be > 0)");
        }
    }

    private static void above(String name, double factor) {
        if (!(factor > 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + factor + " (must be > 1)");
        }
    }
}
