package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.Truncation;
import java.io.IOException;

/** {@code truncation} and {@code padding} of a {@code tokenizer.json}. */
final class LimitsSection {
    private LimitsSection() {}

    static Truncation truncation(Section section) throws IOException {
        if (section.isAbsent()) {
            return Truncation.none();
        }
        String strategy = section.text("strategy", "LongestFirst");
        Truncation.Strategy which = switch (strategy) {
            case "LongestFirst" -> Truncation.Strategy.LONGEST_FIRST;
            case "OnlyFirst" -> Truncation.Strategy.ONLY_FIRST;
            case "OnlySecond" -> Truncation.Strategy.ONLY_SECOND;
            default -> throw section.child("strategy").problem("\"" + strategy + "\" is not supported");
        };
        Truncation.Direction direction = direction(section);
        return section.checked(
                () -> new Truncation(section.number("max_length"), section.number("stride", 0), which, direction));
    }

    static Padding padding(Section section) throws IOException {
        if (section.isAbsent()) {
            return Padding.none();
        }
        Section strategy = section.child("strategy");
        Truncation.Direction direction = direction(section);
        return section.checked(() -> new Padding(
                strategy.json().isObject() ? new Padding.Fixed(strategy.number("Fixed")) : new Padding.LongestOfBatch(),
                section.number("pad_to_multiple_of", 1),
                direction,
                section.number("pad_id"),
                section.number("pad_type_id", 0),
                section.text("pad_token")));
    }

    private static Truncation.Direction direction(Section section) throws IOException {
        String direction = section.text("direction", "Right");
        return switch (direction) {
            case "Right" -> Truncation.Direction.RIGHT;
            case "Left" -> Truncation.Direction.LEFT;
            default -> throw section.child("direction").problem("\"" + direction + "\" is not supported");
        };
    }
}
