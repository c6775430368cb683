package dev.millrace.trainer.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A {@link Schedule} as a configuration names it.
 *
 * @param shape which formula
 * @param learningRate the peak; the rate itself for {@code constant}
 * @param floor rate at the end; 0 when absent; not for {@code constant}
 * @param warmup steps of linear warm-up; none when absent; not for {@code constant}
 * @param decay share of the steps that decay; .2 when absent; for {@code wsd} only
 * @param period steps of a cycle; a fifth of the run's when absent; for {@code cosine-restarts} and {@code cyclical}
 *     only
 * @param growth length of a cycle by that of the one before; 1 when absent; for {@code cosine-restarts} only
 * @param every steps between two falls; a fifth of the run's when absent; for {@code step-decay} only
 * @param factor of the rate at a fall; .5 when absent; for {@code step-decay} only
 */
public record ScheduleSettings(
        Shape shape,
        double learningRate,
        Optional<Double> floor,
        Optional<Long> warmup,
        Optional<Double> decay,
        Optional<Long> period,
        Optional<Double> growth,
        Optional<Long> every,
        Optional<Double> factor) {

    /** The formulas of {@link Schedule}. */
    public enum Shape {
        CONSTANT,
        LINEAR,
        COSINE,
        WSD,
        COSINE_RESTARTS,
        CYCLICAL,
        STEP_DECAY,
        INVERSE_ROOT
    }

    public ScheduleSettings {
        Checks.rate("learning rate", learningRate);
        if (shape == Shape.CONSTANT && (floor.isPresent() || warmup.isPresent())) {
            throw new IllegalArgumentException("Invalid schedule: a constant one has neither floor nor warmup");
        }
        only("decay", decay, shape, Shape.WSD);
        only("period", period, shape, Shape.COSINE_RESTARTS, Shape.CYCLICAL);
        only("growth", growth, shape, Shape.COSINE_RESTARTS);
        only("every", every, shape, Shape.STEP_DECAY);
        only("factor", factor, shape, Shape.STEP_DECAY);
    }

    /** A shape that needs neither cycles nor falls. */
    public ScheduleSettings(
            Shape shape, double learningRate, Optional<Double> floor, Optional<Long> warmup, Optional<Double> decay) {
        this(
                shape,
                learningRate,
                floor,
                warmup,
                decay,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
            case COSINE_RESTARTS ->
                new Schedule.CosineRestarts(
                        learningRate, last, warm, steps, period.orElse(Math.max(1, steps / 5)), growth.orElse(1.));
            case CYCLICAL ->
                new Schedule.Cyclical(learningRate, last, warm, steps, period.orElse(Math.max(2, steps / 5)));
            case STEP_DECAY ->
                new Schedule.StepDecay(
                        learningRate, last, warm, steps, every.orElse(Math.max(1, steps / 5)), factor.orElse(.5));
            case INVERSE_ROOT -> new Schedule.InverseRoot(learningRate, last, warm, steps);
        };
    }

    private static void only(String name, Optional<?> value, Shape shape, Shape... users) {
        if (value.isPresent() && !List.of(users).contains(shape)) {
            String names = Arrays.stream(users)
                    .map(user -> user.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + value.get() + " (only a " + names + " schedule has one)");
        }
    }
}
