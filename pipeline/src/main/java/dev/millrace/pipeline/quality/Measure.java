package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.stage.Judgement;
import dev.millrace.pipeline.stage.Judgements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A number measured on a text, and the rules that hold it against limits, in their order. */
final class Measure {
    private final String name;
    private final ToDoubleFunction<MeasuredText> function;
    private final List<Rule> rules = new ArrayList<>();

    record Rule(String name, Bound bound, double limit) {}

    Measure(String name, ToDoubleFunction<MeasuredText> function) {
        this.name = name;
        this.function = function;
    }

    /** Adds a rule; without a limit there is none. */
    Measure reject(String rule, Bound bound, Optional<Double> limit) {
        limit.ifPresent(value -> rules.add(new Rule(rule, bound, value)));
        return this;
    }

    String name() {
        return name;
    }

    double of(MeasuredText text) {
        return function.applyAsDouble(text);
    }

    /** The first rule that the value breaks. */
    Optional<Rule> broken(double measured) {
        return rules.stream()
                .filter(rule -> rule.bound().breaks(measured, rule.limit()))
                .findFirst();
    }

    /** Tells whoever listens how a value stands to every rule. */
    void tell(String stage, double measured) {
        for (Rule rule : rules) {
            String sign = rule.bound() == Bound.BELOW ? ">=" : "<=";
            boolean passed = !rule.bound().breaks(measured, rule.limit());
            Judgements.tell(new Judgement(stage, name, measured, sign, rule.limit(), rule.name(), passed));
        }
    }
}
