package dev.millrace.trainer.optimise;

/** What the settings of optimisers have in common. */
final class Limits {
    private Limits() {}

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be >= 0)");
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
        }
    }

    /** Share that stays of a running mean. */
    static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be from 0 to below 1)");
        }
    }
}
