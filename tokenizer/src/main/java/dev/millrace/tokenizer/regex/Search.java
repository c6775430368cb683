package dev.millrace.tokenizer.regex;

import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;

/**
 * Finds the matches in one text after the other, as Oniguruma does: the leftmost, of those the first that backtracking
 * meets. A state that has failed once is never tried again, so that time is linear in the text; what looks around is
 * held by a budget instead. Not thread-safe.
 */
public final class Search {
    private static final CodePointSet WORD =
            CodePointSet.of(CharacterSets.escape('w').orElseThrow());
    private static final int FAILED = -1;
    private static final long STEPS = 1_000_000;
    private static final long STEPS_A_BYTE = 2_000;

    private final Regex regex;
    private final Program program;
    private final VisitedStates visited;

    // places to go back to: instruction and place in the text
    private int[] stack = new int[256];
    private int depth;
    // states that a program within has visited, to be forgotten after it
    private int[] touched = new int[64];
    private int touchedSize;

    private byte[] utf8 = {};
    private int from;
    private int to;
    private int next;
    private int start;
    private int end;
    private int lastEnd;
    private long budget;

    Search(Regex regex, Program program) {
        this.regex = regex;
        this.program = program;
        visited = new VisitedStates(program.splits());
    }

    /** Takes a text: nothing before or after it is seen. */
    public void reset(byte[] text, int textFrom, int textTo) {
        utf8 = text;
        from = textFrom;
        to = textTo;
        next = textFrom;
        lastEnd = FAILED;
        budget = STEPS + STEPS_A_BYTE * (textTo - textFrom);
        visited.reset(textTo - textFrom);
    }

    /**
     * Finds the next match, which an empty one right after the last one is not.
     *
     * @throws IllegalArgumentException if the expression takes far too long on this text
     */
    public boolean next() {
        for (int at = next; at <= to; at = at < to ? at + Utf8.length(utf8[at]) : to + 1) {
            int matched = run(0, at, false);
            if (matched == FAILED || (matched == at && at == lastEnd)) {
                continue;
            }
            start = at;
            end = matched;
            next = matched;
            lastEnd = matched;
            visited.leaveAll(matched - from);
            return true;
        }
        next = to + 1;
        return false;
    }

    /** First byte of the match. */
    public int start() {
        return start;
    }

    /** Byte after the match. */
    public int end() {
        return end;
    }

    /** @return end of the match that begins at this instruction and place */
    private int run(int firstInstruction, int firstAt, boolean within) {
        int base = depth;
        int mark = touchedSize;
        int instruction = firstInstruction;
        int at = firstAt;
        while (true) {
            boolean failed = false;
            switch (program.operation(instruction)) {
                case Program.CHARACTER -> {
                    if (at < to && program.set(program.x(instruction)).contains(Utf8.codePoint(utf8, at))) {
                        at += Utf8.length(utf8[at]);
                        instruction++;
                    } else {
                        failed = true;
                    }
                }
                case Program.RUN -> {
                    CodePointSet set = program.set(program.x(instruction));
                    while (at < to && set.contains(Utf8.codePoint(utf8, at))) {
                        at += Utf8.length(utf8[at]);
                    }
                    instruction++;
                }
                case Program.SPLIT -> {
                    if (visit(instruction, at, within)) {
                        push(program.y(instruction), at);
                        instruction = program.x(instruction);
                    } else {
                        failed = true;
                    }
                }
                case Program.JUMP -> instruction = program.x(instruction);
                case Program.MATCH -> {
                    depth = base;
                    forget(mark);
                    return at;
                }
                case Program.ANCHOR -> {
                    failed = !holds(program.anchor(program.x(instruction)), at);
                    instruction++;
                }
                case Program.ATOMIC -> {
                    int taken = run(instruction + 1, at, true);
                    failed = taken == FAILED;
                    at = taken;
                    instruction = program.x(instruction);
                }
                case Program.AHEAD, Program.NOT_AHEAD -> {
                    boolean found = run(instruction + 1, at, true) != FAILED;
                    failed = found != (program.operation(instruction) == Program.AHEAD);
                    instruction = program.x(instruction);
                }
                default -> {
                    int before = back(at, program.y(instruction));
                    boolean found = before != FAILED && run(instruction + 1, before, true) == at;
                    failed = found != (program.operation(instruction) == Program.BEHIND);
                    instruction = program.x(instruction);
                }
            }
            if (failed) {
                if (depth == base) {
                    forget(mark);
                    return FAILED;
                }
                at = stack[--depth];
                instruction = stack[--depth];
            }
        }
    }

    private int back(int at, int characters) {
        int before = at;
        for (int i = 0; i < characters; i++) {
            if (before == from) {
                return FAILED;
            }
            before = Utf8.before(utf8, before);
        }
        return before;
    }

    private boolean visit(int instruction, int at, boolean within) {
        int split = program.splitNumber(instruction);
        if (!visited.visit(at - from, split)) {
            return false;
        }
        if (within) {
            if (--budget < 0) {
                throw new IllegalArgumentException(
                        "The regular expression \"" + regex.pattern() + "\" takes too long on this text");
            }
            if (touchedSize + 2 > touched.length) {
                touched = Arrays.copyOf(touched, 2 * touched.length);
            }
            touched[touchedSize++] = at - from;
            touched[touchedSize++] = split;
        }
        return true;
    }

    private void forget(int mark) {
        while (touchedSize > mark) {
            int split = touched[--touchedSize];
            visited.leave(touched[--touchedSize], split);
        }
    }

    private void push(int instruction, int at) {
        if (depth + 2 > stack.length) {
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[depth++] = instruction;
        stack[depth++] = at;
    }

    private boolean holds(Node.Place anchor, int at) {
        return switch (anchor) {
            case TEXT_START -> at == from;
            case TEXT_END -> at == to;
            case TEXT_END_OR_LAST_NEWLINE -> at == to || (at == to - 1 && utf8[at] == '\n');
            case LINE_START -> at == from || (at < to && utf8[at - 1] == '\n');
            case LINE_END -> at == to || utf8[at] == '\n';
            case WORD_BORDER -> isBorder(at);
            case NO_WORD_BORDER -> !isBorder(at);
        };
    }

    private boolean isBorder(int at) {
        boolean before = at > from && WORD.contains(Utf8.codePoint(utf8, Utf8.before(utf8, at)));
        boolean after = at < to && WORD.contains(Utf8.codePoint(utf8, at));
        return before != after;
    }
}
