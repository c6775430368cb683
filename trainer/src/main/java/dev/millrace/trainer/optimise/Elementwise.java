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
        Rule.Factors plain = new Rule.Factors(scale, learningRate, 0, step);
        int at = range.from();
        for (ParameterGroups.Group group : groups.groups()) {
            int begin = Math.max(group.from(), at);
            int end = Math.min(group.to(), range.to());
            if (begin >= end) {
                continue;
            }
            if (at < begin) {
                rule.sweep(parameters, gradient, moments, plain, at, begin);
            }
            Rule.Factors own = new Rule.Factors(scale, learningRate * group.rate(), group.weightDecay(), step);
            rule.sweep(parameters, gradient, moments, own, begin, end);
            at = end;
        }
        if (at < range.to()) {
            rule.sweep(parameters, gradient, moments, plain, at, range.to());
        }
    }
}
