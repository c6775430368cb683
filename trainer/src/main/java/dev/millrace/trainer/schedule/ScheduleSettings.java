package dev.millrace.trainer.schedule;

import java.util.Optional;

/**
 * A {@link Schedule} as a configuration names it.
 *
 * @param shape which formula
 * @param learningRate the peak; the rate itself for {@code constant}
 * @param floor rate at the end; 0 when absent; not for {@code constant}
 * @param warmup steps of linear warm-up; none when absent; not for {@code constant}
 * @param decay share of the steps that decay; .2 when absent; for {@code wsd} only
 */
public record ScheduleSettings(
        Shape shape, double learningRate, Optional<Double> floor, Optional<Long> warmup, Optional<Double> decay) {

    /** The formulas of {@link Schedule}. */
    public enum Shape {
        CONSTANT,
        LINEAR,
        COSINE,
        WSD
    }

    public ScheduleSettings {
        Checks.rate("learning rate", learningRate);
        if (shape == Shape.CONSTANT && (floor.isPresent() || warmup.isPresent())) {
            throw new IllegalArgumentException("Invalid schedule: a constant one has neither floor nor warmup");
        }
        if (shape != Shape.WSD && decay.isPresent()) {
            throw new IllegalArgumentException("Invalid decay: " + decay.get() + " (only a wsd schedule has one)");
        }
    }

    /** Warm-up and cosine down to a floor. */
    public static ScheduleSettings cosine(double learningRate, double floor, long warmup) {
        return new ScheduleSettings(
                Shape.COSINE, learningRate, Optional.of(floor), Optional.of(warmup), Optional.empty());
    }

    /** One rate always. */
    public static ScheduleSettings constant(double learningRate) {
        return new ScheduleSettings(Shape.CONSTANT, learningRate, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The schedule of a run of so many steps. */
    public Schedule over(long steps) {
        double last = floor.orElse(0.);
        long warm = warmup.orElse(0L);
        return switch (shape) {
            case CONSTANT -> new Schedule.Constant(learningRate);
            case LINEAR -> new Schedule.Linear(learningRate, last, warm, steps);
            case COSINE -> new Schedule.Cosine(learningRate, last, warm, steps);
            case WSD -> new Schedule.WarmupStableDecay(learningRate, last, warm, steps, decay.orElse(.2));
        };
    }
}
