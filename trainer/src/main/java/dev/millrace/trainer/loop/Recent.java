package dev.millrace.trainer.loop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Losses and gradient norms of the last steps, oldest first; what was not finite is left out.
 */
public record Recent(List<Double> losses, List<Double> norms) implements Serializable {
    public Recent {
        losses = List.copyOf(losses);
        norms = List.copyOf(norms);
        if (losses.size() != norms.size()) {
            throw new IllegalArgumentException("Invalid recent steps: " + losses.size() + " losses and " + norms.size()
                    + " norms (must be as many)");
        }
    }

    /** Before the first step. */
    public static Recent none() {
        return new Recent(List.of(), List.of());
    }

    /** With one step more, no more than a window of them. */
    Recent with(double loss, double norm, int window) {
        return new Recent(with(losses, loss, window), with(norms, norm, window));
    }

    /** Of some numbers, one at least; the upper one of two in the middle. */
    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static List<Double> with(List<Double> values, double value, int window) {
        List<Double> all = new ArrayList<>(values);
        all.add(value);
        return all.subList(Math.max(0, all.size() - window), all.size());
    }
}
