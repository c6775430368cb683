package dev.millrace.trainer.loop;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a step, from what the last ones saw.
 *
 * @param lossFactor medians that a loss may be; infinite: any
 * @param normFactor medians that a gradient norm may be; infinite: any
 * @param window steps whose median counts; 0: none is remembered
 */
public record Guard(GuardSettings.Action action, double lossFactor, double normFactor, int window)
        implements Serializable {

    /** Stops at what is not finite, else nothing. */
    public static Guard none() {
        return new Guard(GuardSettings.Action.STOP, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }

    /** As settings say, where there are any. */
    public static Guard of(Optional<GuardSettings> settings) {
        return settings.map(guard -> new Guard(
                        guard.action(),
                        guard.lossFactor().orElse(Double.POSITIVE_INFINITY),
                        guard.normFactor().orElse(Double.POSITIVE_INFINITY),
                        guard.window()))
                .orElseGet(Guard::none);
    }

    /**
     * @param norm of the mean gradient before clipping
     * @throws IllegalStateException when the run must stop
     */
    StepReport.Outcome judge(long step, double loss, double norm, Recent recent) {
        String found = "loss " + loss + ", gradient norm " + norm;
        Optional<String> trouble;
        if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
            trouble = Optional.of("must be finite; lower the learning rate or clip the gradient");
        } else {
            trouble = leap("loss", loss, recent.losses(), lossFactor)
                    .or(() -> leap("gradient norm", norm, recent.norms(), normFactor));
        }
        if (trouble.isEmpty()) {
            return StepReport.Outcome.UPDATED;
        }
        if (action == GuardSettings.Action.SKIP) {
            return StepReport.Outcome.SKIPPED;
        }
        throw new IllegalStateException("Step " + step + ": " + found + " (" + trouble.get() + ")");
    }

    /** What the steps to come will look back on. */
    Recent after(double loss, double norm, Recent recent) {
        return window > 0 && Double.isFinite(loss) && Double.isFinite(norm) ? recent.with(loss, norm, window) : recent;
    }

    private Optional<String> leap(String name, double value, List<Double> last, double factor) {
        if (factor == Double.POSITIVE_INFINITY || last.size() < window) {
            return Optional.empty();
        }
        double median = Recent.median(last);
        return value > factor * median
                ? Optional.of(
                        name + " must be at most " + factor + " medians of the last " + window + " steps, " + median)
                : Optional.empty();
    }
}
