package dev.millrace.tokenizer.regex;

import java.util.List;
import java.util.OptionalInt;

/** A regular expression as a tree. */
sealed interface Node {

    /** One character of a set. */
    record Characters(CodePointSet set) implements Node {}

    record Concatenation(List<Node> parts) implements Node {}

    record Alternation(List<Node> choices) implements Node {}

    /** @param most absent where there is no limit */
    record Repetition(Node body, int least, OptionalInt most, Greed greed) implements Node {}

    /** What is matched once is never given back. */
    record Atomic(Node body) implements Node {}

    record Look(Node body, Direction direction, Wanted wanted) implements Node {}

    record Anchor(Place place) implements Node {}

    enum Greed {
        GREEDY,
        LAZY
    }

    enum Direction {
        AHEAD,
        BEHIND
    }

    enum Wanted {
        PRESENT,
        ABSENT
    }

    enum Place {
        TEXT_START,
        TEXT_END,
        TEXT_END_OR_LAST_NEWLINE,
        LINE_START,
        LINE_END,
        WORD_BORDER,
        NO_WORD_BORDER
    }

    /** Number of characters of every match; empty if matches differ in it. */
    default OptionalInt width() {
        if (this instanceof Characters) {
            return OptionalInt.of(1);
        }
        if (this instanceof Concatenation all) {
            int sum = 0;
            for (Node part : all.parts()) {
                OptionalInt width = part.width();
                if (width.isEmpty()) {
                    return width;
                }
                sum += width.getAsInt();
            }
            return OptionalInt.of(sum);
        }
        if (this instanceof Alternation any) {
            List<OptionalInt> widths =
                    any.choices().stream().map(Node::width).distinct().toList();
            return widths.size() == 1 ? widths.get(0) : OptionalInt.empty();
        }
        if (this instanceof Repetition many) {
            OptionalInt width = many.body().width();
            boolean fixed = many.most().isPresent() && many.most().getAsInt() == many.least();
            return fixed && width.isPresent() ? OptionalInt.of(width.getAsInt() * many.least()) : OptionalInt.empty();
        }
        if (this instanceof Atomic atomic) {
            return atomic.body().width();
        }
        return OptionalInt.of(0);
    }
}
