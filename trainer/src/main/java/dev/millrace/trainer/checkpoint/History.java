package dev.millrace.trainer.checkpoint;

import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.metric.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has seen so far, by ascending step. Holds no clock: the same run has the same history, also when it was
 * interrupted.
 */
public record History(List<StepReport> steps, List<Evaluated> evaluations) {
    public History {
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
    }

    /** Before the first step. */
    public static History empty() {
        return new History(List.of(), List.of());
    }

    /** This history and what came after it. */
    public History with(List<StepReport> moreSteps, List<Evaluated> moreEvaluations) {
        List<StepReport> allSteps = new ArrayList<>(steps);
        allSteps.addAll(moreSteps);
        List<Evaluated> allEvaluations = new ArrayList<>(evaluations);
        allEvaluations.addAll(moreEvaluations);
        return new History(allSteps, allEvaluations);
    }

    /** The parameters after a step, measured on validation data. */
    public record Evaluated(long step, Evaluation evaluation) {}
}
