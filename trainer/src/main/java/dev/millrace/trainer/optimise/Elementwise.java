package dev.millrace.trainer.optimise;

import java.util.ArrayList;
import java.util.List;

/** Applies a {@link Rule} group by group. Every range may be a piece. */
final class Elementwise implements Optimiser {
    private final Rule rule;
    private final ParameterGroups groups;

    Elementwise(Rule rule, ParameterGroups groups) {
        this.rule = rule;
        this.groups = groups;
    }

    @Override
    public List<Range> pieces(int length) {
        return pieces(0, length);
    }

    /** Chunks of elements from … to − 1. */
    static List<Range> pieces(int from, int to) {
        List<Range> pieces = new ArrayList<>();
        for (long at = from; at < to; at += GlobalNorm.CHUNK) {
            pieces.add(new Range((int) at, (int) Math.min(to, at + GlobalNorm.CHUNK)));
        }
        return pieces;
    }

    @Override
    public void update(
            float[] parameters,
            float[] gradient,
            Moments moments,
            double scale,
            double learningRate,
            long step,
            Range range) {
        Sweep sweep = new Sweep(parameters, gradient, moments, range.from(), new Window(moments.count()));
        Rule.Factors plain = new Rule.Factors(scale, learningRate, 0, step);
        int at = range.from();
        for (ParameterGroups.Group group : groups.groups()) {
            int begin = Math.max(group.from(), at);
            int end = Math.min(group.to(), range.to());
            if (begin >= end) {
                continue;
            }
            sweep.over(rule, plain, at, begin);
            sweep.over(
                    rule, new Rule.Factors(scale, learningRate * group.rate(), group.weightDecay(), step), begin, end);
            at = end;
        }
        sweep.over(rule, plain, at, range.to());
    }

    /** Whole vectors, the gradient from an element on. */
    @SuppressWarnings("ArrayRecordComponent") // large vectors, updated in place; never compared
    private record Sweep(float[] parameters, float[] gradient, Moments moments, int offset, Window window) {
        /** Of elements from … to − 1. */
        void over(Rule rule, Rule.Factors factors, int from, int to) {
            for (int at = from; at < to; at += Window.LENGTH) {
                int count = Math.min(Window.LENGTH, to - at);
                window.sweep(rule, factors, parameters, moments, at, gradient, at - offset, count);
            }
        }
    }
}
