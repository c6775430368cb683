package dev.millrace.trainer.schedule;

import java.io.Serializable;

/**
 * Learning rate of a step; steps count from 0. Each shape but {@link Constant} begins with a linear warm-up:
 * lr(s) = peak · (s + 1) / warmup for s &lt; warmup.
 */
public sealed interface Schedule extends Serializable {

    /** Learning rate of step s ≥ 0. */
    double at(long step);

    /** The same rate always. */
    record Constant(double rate) implements Schedule {
        public Constant {
            Checks.rate("learning rate", rate);
        }

        @Override
        public double at(long step) {
            return rate;
        }
    }

    /**
     * Warm-up, then a straight line: peak + r (floor − peak), r = (s − warmup) / (steps − warmup), at most 1.
     *
     * @param steps of the whole run
     */
    record Linear(double peak, double floor, long warmup, long steps) implements Schedule {
        public Linear {
            Checks.shape(peak, floor, warmup, steps);
        }

        @Override
        public double at(long step) {
            return step < warmup
                    ? Checks.warm(peak, warmup, step)
                    : peak + Checks.progress(step, warmup, steps) * (floor - peak);
        }
    }

    /**
     * Warm-up, then floor + ½ (1 + cos πr) (peak − floor), r = (s − warmup) / (steps − warmup), at most 1.
     * Source: github.com/karpathy/nanoGPT, train.py.
     */
    record Cosine(double peak, double floor, long warmup, long steps) implements Schedule {
        public Cosine {
            Checks.shape(peak, floor, warmup, steps);
        }

        @Override
        public double at(long step) {
            if (step < warmup) {
                return Checks.warm(peak, warmup, step);
            }
            double r = Checks.progress(step, warmup, steps);
            return floor + .5 * (1 + StrictMath.cos(Math.PI * r)) * (peak - floor);
        }
    }

    /**
     * Warm-up, stable, decay: the peak until the last {@code decay} of the run, then peak + (floor − peak) √r, r the
     * progress within that last part: 1 − √r of the peak for a floor of 0. Source: Hägele et al., arXiv 2405.18392.
     *
     * @param decay share of the steps that decay, over 0 to 1
     */
    record WarmupStableDecay(double peak, double floor, long warmup, long steps, double decay) implements Schedule {
        public WarmupStableDecay {
            Checks.shape(peak, floor, warmup, steps);
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException("Invalid decay: " + decay + " (must be over 0 to 1)");
            }
        }

        @Override
        public double at(long step) {
            if (step < warmup) {
                return Checks.warm(peak, warmup, step);
            }
            long begin = Math.max(warmup, steps - Math.round(decay * steps));
            return step < begin ? peak : peak + Math.sqrt(Checks.progress(step, begin, steps)) * (floor - peak);
        }
    }

    /**
     * Warm-up, then cosines from peak to floor, each begun at the peak again: cycle k has period · growthᵏ steps.
     * Source: Loshchilov and Hutter, arXiv 1608.03983.
     *
     * @param period steps of the first cycle
     * @param growth length of a cycle by that of the one before, at least 1
     */
    record CosineRestarts(double peak, double floor, long warmup, long steps, long period, double growth)
            implements Schedule {
        public CosineRestarts {
            Checks.shape(peak, floor, warmup, steps);
            Checks.positive("period", period);
            if (!(growth >= 1) || Double.isInfinite(growth)) {
                throw new IllegalArgumentException("Invalid growth: " + growth + " (must be >= 1)");
            }
        }

        @Override
        public double at(long step) {
            if (step < warmup) {
                return Checks.warm(peak, warmup, step);
            }
            double length = period;
            double at = step - warmup;
            if (growth == 1) {
                at = (step - warmup) % period;
            }
            while (at >= length) {
                at -= length;
                length *= growth;
            }
            return floor + .5 * (1 + StrictMath.cos(Math.PI * at / length)) * (peak - floor);
        }
    }

    /**
     * Warm-up, then triangles from the peak down to the floor and back up: floor + |1 − 2r| (peak − floor), r the
     * progress within a period. Source: Smith, arXiv 1506.01186; the warm-up is the first rise.
     *
     * @param period steps from peak to peak, at least 2
     */
    record Cyclical(double peak, double floor, long warmup, long steps, long period) implements Schedule {
        public Cyclical {
            Checks.shape(peak, floor, warmup, steps);
            if (period < 2) {
                throw new IllegalArgumentException("Invalid period: " + period + " (must be > 1)");
            }
        }

        @Override
        public double at(long step) {
            if (step < warmup) {
                return Checks.warm(peak, warmup, step);
            }
            double r = (double) ((step - warmup) % period) / period;
            return floor + Math.abs(1 - 2 * r) * (peak - floor);
        }
    }

    /**
     * Warm-up, then the peak, multiplied by a factor after every so many steps, at least the floor.
     *
     * @param every steps between two falls
     * @param factor of the rate at each, over 0 to below 1
     */
    record StepDecay(double peak, double floor, long warmup, long steps, long every, double factor)
            implements Schedule {
        public StepDecay {
            Checks.shape(peak, floor, warmup, steps);
            Checks.positive("every", every);
            if (!(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException("Invalid factor: " + factor + " (must be over 0 to below 1)");
            }
        }

        @Override
        public double at(long step) {
            if (step < warmup) {
                return Checks.warm(peak, warmup, step);
            }
            long falls = (step - warmup) / every;
            return Math.max(floor, peak * StrictMath.pow(factor, (double) falls));
        }
    }

    /**
     * Warm-up, then peak · √(w / (s + 1)), w = max(1, warmup), at least the floor. Source: Vaswani et al.,
     * arXiv 1706.03762, section 5.3, with the peak in place of d^−½ w^−½.
     */
    record InverseRoot(double peak, double floor, long warmup, long steps) implements Schedule {
        public InverseRoot {
            Checks.shape(peak, floor, warmup, steps);
        }

        @Override
        public double at(long step) {
            return step < warmup
                    ? Checks.warm(peak, warmup, step)
                    : Math.max(floor, peak * Math.sqrt((double) Math.max(1, warmup) / (step + 1)));
        }
    }
}
