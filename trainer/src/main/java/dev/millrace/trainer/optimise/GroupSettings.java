package dev.millrace.trainer.optimise;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is different for some parameters.
 *
 * @param name of the parameters, layer and key joined by an underscore such as {@code block0_qkvWeight}; * stands for
 *     any text, ? for any character
 * @param rate factor of the learning rate; 1 when absent
 * @param weightDecay λ, also of norms and biases; the optimiser's when absent
 */
public record GroupSettings(String name, Optional<Double> rate, Optional<Double> weightDecay) {
    public GroupSettings {
        rate.ifPresent(factor -> Limits.notNegative("rate", factor));
        weightDecay.ifPresent(decay -> Limits.notNegative("weight decay", decay));
        if (rate.isEmpty() && weightDecay.isEmpty()) {
            throw new IllegalArgumentException("Invalid name: " + name + " (must have a rate or a weight-decay)");
        }
    }

    /** Matches the names that it holds. */
    Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString());
    }
}
