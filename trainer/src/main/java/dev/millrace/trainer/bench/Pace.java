package dev.millrace.trainer.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast the steps of a run go: tokens a second, and model FLOPs utilisation (MFU), the share of the machine's matrix
 * product rate that the steps' operations reach. Time between steps counts for nothing.
 */
public final class Pace {
    private static final int RECENT = 10;

    private final StepFlops flops;
    private final double gemmRate;
    private final Deque<Rates> recent = new ArrayDeque<>();
    private Rates all = new Rates(0, 0, 0);

    /**
     * @param flops of the run's steps
     * @param gemmRate FLOPs a second of the machine's matrix products
     */
    public Pace(StepFlops flops, double gemmRate) {
        this.flops = flops;
        this.gemmRate = gemmRate;
    }

    /**
     * Counts a step.
     *
     * @param tokens predicted
     * @return the step's own rates
     */
    public Rates step(long tokens, double seconds) {
        Rates step = new Rates(tokens, seconds, flops.of(tokens) / gemmRate);
        recent.addLast(step);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        all = all.plus(step);
        return step;
    }

    /** Of the last ten steps. */
    public Rates recent() {
        return recent.stream().reduce(new Rates(0, 0, 0), Rates::plus);
    }

    /** Of all steps. */
    public Rates all() {
        return all;
    }

    /**
     * Of some steps.
     *
     * @param tokens that counted
     * @param seconds taken
     * @param least seconds that the matrix products alone would take
     */
    public record Rates(long tokens, double seconds, double least) {
        /** 0 before the first step. */
        public double tokensPerSecond() {
            return seconds > 0 ? tokens / seconds : 0;
        }

        /** MFU, 0 to 1; 0 before the first step. */
        public double share() {
            return seconds > 0 ? least / seconds : 0;
        }

        private Rates plus(Rates other) {
            return new Rates(tokens + other.tokens, seconds + other.seconds, least + other.least);
        }
    }
}
