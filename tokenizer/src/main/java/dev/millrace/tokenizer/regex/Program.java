package dev.millrace.tokenizer.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A regular expression as instructions of a machine that backtracks. */
final class Program {
    /** Takes one character of the set x. */
    static final int CHARACTER = 0;
    /** Goes on at x, or else at y. */
    static final int SPLIT = 1;
    /** Goes on at x. */
    static final int JUMP = 2;
    /** The end of the program, or of one within. */
    static final int MATCH = 3;
    /** Holds where the anchor x does. */
    static final int ANCHOR = 4;
    /** Takes what the program that follows matches, and goes on at x. */
    static final int ATOMIC = 5;
    /** Goes on at x if the program that follows matches from here. */
    static final int AHEAD = 6;
    /** Goes on at x if the program that follows does not match from here. */
    static final int NOT_AHEAD = 7;
    /** Goes on at x if the program that follows matches what lies y characters behind. */
    static final int BEHIND = 8;
    /** Goes on at x if the program that follows does not match what lies y characters behind. */
    static final int NOT_BEHIND = 9;
    /** Takes characters of the set x as long as there are any, and gives none back. */
    static final int RUN = 10;

    private static final int MOST_INSTRUCTIONS = 50_000;

    private int[] operations = new int[64];
    private int[] first = new int[64];
    private int[] second = new int[64];
    private int[] numbers = new int[64];
    private final List<CodePointSet> sets = new ArrayList<>();
    private final List<Node.Place> anchors = new ArrayList<>();
    private int size;
    private int splits;

    static Program of(Node node) {
        Program program = new Program();
        program.add(node);
        program.emit(MATCH, 0, 0);
        return program;
    }

    int operation(int at) {
        return operations[at];
    }

    int x(int at) {
        return first[at];
    }

    int y(int at) {
        return second[at];
    }

    /** Number of the split at this place. */
    int splitNumber(int at) {
        return numbers[at];
    }

    Node.Place anchor(int index) {
        return anchors.get(index);
    }

    CodePointSet set(int index) {
        return sets.get(index);
    }

    /** Number of splits, which are numbered from 0. */
    int splits() {
        return splits;
    }

    private void add(Node node) {
        if (node instanceof Node.Characters characters) {
            emit(CHARACTER, setOf(characters), 0);
        } else if (node instanceof Node.Concatenation all) {
            all.parts().forEach(this::add);
        } else if (node instanceof Node.Alternation any) {
            addChoices(any.choices());
        } else if (node instanceof Node.Repetition many) {
            addRepetition(many);
        } else if (node instanceof Node.Atomic atomic) {
            addWithin(ATOMIC, atomic.body(), 0);
        } else if (node instanceof Node.Look look) {
            boolean present = look.wanted() == Node.Wanted.PRESENT;
            if (look.direction() == Node.Direction.AHEAD) {
                addWithin(present ? AHEAD : NOT_AHEAD, look.body(), 0);
            } else {
                addWithin(
                        present ? BEHIND : NOT_BEHIND,
                        look.body(),
                        look.body().width().orElseThrow());
            }
        } else if (node instanceof Node.Anchor anchor) {
            anchors.add(anchor.place());
            emit(ANCHOR, anchors.size() - 1, 0);
        }
    }

    private int setOf(Node.Characters characters) {
        sets.add(characters.set());
        return sets.size() - 1;
    }

    private void addChoices(List<Node> choices) {
        List<Integer> exits = new ArrayList<>();
        for (int i = 0; i < choices.size() - 1; i++) {
            int split = emit(SPLIT, size + 1, 0);
            add(choices.get(i));
            exits.add(emit(JUMP, 0, 0));
            second[split] = size;
        }
        add(choices.get(choices.size() - 1));
        exits.forEach(exit -> first[exit] = size);
    }

    private void addRepetition(Node.Repetition many) {
        for (int i = 0; i < many.least(); i++) {
            add(many.body());
        }
        boolean greedy = many.greed() == Node.Greed.GREEDY;
        if (many.most().isEmpty()) {
            int split = emit(SPLIT, 0, 0);
            add(many.body());
            emit(JUMP, split, 0);
            branch(split, split + 1, size, greedy);
            return;
        }
        List<Integer> exits = new ArrayList<>();
        for (int i = many.least(); i < many.most().getAsInt(); i++) {
            exits.add(emit(SPLIT, 0, 0));
            add(many.body());
        }
        exits.forEach(split -> branch(split, split + 1, size, greedy));
    }

    private void branch(int split, int body, int exit, boolean greedy) {
        first[split] = greedy ? body : exit;
        second[split] = greedy ? exit : body;
    }

    private void addWithin(int operation, Node body, int y) {
        if (operation == ATOMIC
                && body instanceof Node.Repetition many
                && many.greed() == Node.Greed.GREEDY
                && many.most().isEmpty()
                && many.body() instanceof Node.Characters characters) {
            for (int i = 0; i < many.least(); i++) {
                add(characters);
            }
            emit(RUN, setOf(characters), 0);
            return;
        }
        int at = emit(operation, 0, y);
        add(body);
        emit(MATCH, 0, 0);
        first[at] = size;
    }

    private int emit(int operation, int x, int y) {
        if (size == MOST_INSTRUCTIONS) {
            throw new IllegalArgumentException("Invalid regular expression: it is too long once repetitions are written"
                    + " out (at most " + MOST_INSTRUCTIONS + " steps)");
        }
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, 2 * size);
            first = Arrays.copyOf(first, 2 * size);
            second = Arrays.copyOf(second, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        if (operation == SPLIT) {
            numbers[size] = splits++;
        }
        operations[size] = operation;
        first[size] = x;
        second[size] = y;
        return size++;
    }
}
