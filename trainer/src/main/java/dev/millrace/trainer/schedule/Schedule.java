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
}
