package dev.millrace.pipeline.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Maps values to places along one side of a chart. */
sealed interface Axis {

    /** Place of a value, in the drawing's units. */
    double at(double value);

    /** Round values within the range, ascending. */
    List<Double> ticks();

    /**
     * place = start + (value − low) / (high − low) · (end − start). A range without width is widened.
     *
     * @param about how many ticks are wanted
     */
    record Linear(double low, double high, double start, double end, int about) implements Axis {
        private static final double[] STEPS = {1, 2, 5, 10};

        public Linear {
            if (!(high > low)) {
                double middle = low;
                double margin = Math.max(0.5, Math.abs(middle) / 2);
                low = middle - margin;
                high = middle + margin;
            }
        }

        @Override
        public double at(double value) {
            double within = (Math.max(low, Math.min(high, value)) - low) / (high - low);
            return start + within * (end - start);
        }

        @Override
        public List<Double> ticks() {
            double step = step();
            List<Double> ticks = new ArrayList<>();
            long last = (long) Math.floor(high / step + 1e-9);
            for (long k = (long) Math.ceil(low / step - 1e-9); k <= last; k++) {
                ticks.add(k * step);
            }
            return ticks;
        }

        private double step() {
            double rough = (high - low) / about;
            double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
            for (double step : STEPS) {
                if (step * power >= rough) {
                    return step * power;
                }
            }
            return 10 * power;
        }
    }

    /** Even in log10(value) from 1 on; all that is less shares a quarter of a decade before it. */
    record Logarithmic(double high, double start, double end) implements Axis {
        /** Place of nought, as a power of ten. */
        private static final double LOWEST = -0.25;

        public Logarithmic {
            high = Math.max(high, 10);
        }

        @Override
        public double at(double value) {
            double power = value < 1 ? LOWEST : StrictMath.log10(Math.min(value, high));
            double top = StrictMath.log10(high);
            return start + (power - LOWEST) / (top - LOWEST) * (end - start);
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            int every = (int) Math.ceil((StrictMath.log10(high) + 1) / 6);
            for (int power = 0; Math.round(StrictMath.pow(10, power)) <= high; power += every) {
                ticks.add((double) Math.round(StrictMath.pow(10, power)));
            }
            return ticks;
        }
    }
}
