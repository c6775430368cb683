package dev.millrace.trainer.loop;

import java.util.List;
import java.util.Optional;

/** Decides what becomes of a step, from what the last ones saw. */
final class Guard {
    private final Optional<GuardSettings> settings;

    Guard(Optional<GuardSettings> settings) {
        this.settings = settings;
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
            trouble = settings.flatMap(guard -> leap("loss", loss, recent.losses(), guard.lossFactor(), guard.window())
                    .or(() -> leap("gradient norm", norm, recent.norms(), guard.normFactor(), guard.window())));
        }
        if (trouble.isEmpty()) {
            return StepReport.Outcome.UPDATED;
        }
        if (settings.isPresent() && settings.get().action() == GuardSettings.Action.SKIP) {
            return StepReport.Outcome.SKIPPED;
        }
        throw new IllegalStateException("Step " + step + ": " + found + " (" + trouble.get() + ")");
    }

    /** What the steps to come will look back on. */
    Recent after(double loss, double norm, Recent recent) {
        return settings.isPresent() && Double.isFinite(loss) && Double.isFinite(norm)
                ? recent.with(loss, norm, settings.get().window())
                : recent;
    }

    private static Optional<String> leap(
            String name, double value, List<Double> last, Optional<Double> factor, int window) {
        if (factor.isEmpty() || last.size() < window) {
            return Optional.empty();
        }
        double median = Recent.median(last);
        return value > factor.get() * median
                ? Optional.of(name + " must be at most " + factor.get() + " medians of the last " + window + " steps, "
                        + median)
                : Optional.empty();
    }
}
