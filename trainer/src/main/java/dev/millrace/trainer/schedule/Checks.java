package dev.millrace.trainer.schedule;

/** What the shapes of {@link Schedule} have in common. */
final class Checks {
    private Checks() {}

    static void rate(String name, double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("Invalid " + name + ": " + rate + " (must be >= 0)");
        }
    }

    static void shape(double peak, double floor, long warmup, long steps) {
        rate("learning rate", peak);
        rate("floor", floor);
        if (floor > peak) {
            throw new IllegalArgumentException(
                    "Invalid floor: " + floor + " (must be at most the learning rate " + peak + ")");
        }
        positive("steps", steps);
        if (warmup < 0 || warmup > steps) {
            throw new IllegalArgumentException(
                    "Invalid warmup: " + warmup + " (must be from 0 to steps " + steps + ")");
        }
    }

    static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
        }
    }

    static double warm(double peak, long warmup, long step) {
        return peak * (step + 1) / warmup;
    }

    /** Share of the way from begin to end that lies behind a step, 0 to 1. */
    static double progress(long step, long begin, long end) {
        return end <= begin ? 1 : Math.min(1, (double) (step - begin) / (end - begin));
    }
}
