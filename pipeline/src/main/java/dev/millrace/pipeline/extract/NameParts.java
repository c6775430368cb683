package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Says in one pass which of many parts stand somewhere in a name. The automaton of Aho and Corasick (1975), over lower
 * case Latin letters, digits, hyphen and underscore.
 */
final class NameParts {
    private static final int COLUMNS = 39;

    /** Next state by state and column; 0 is the beginning. */
    private final char[] next;

    private final int[] flags;

    private NameParts(int states) {
        this.next = new char[states * COLUMNS];
        this.flags = new int[states];
    }

    /** @param flags what each part stands for */
    static NameParts of(Map<String, Integer> flags) {
        int states = 1 + flags.keySet().stream().mapToInt(String::length).sum();
        NameParts parts = new NameParts(states);
        int known = 1;
        for (Map.Entry<String, Integer> part : flags.entrySet()) {
            int state = 0;
            for (int i = 0; i < part.getKey().length(); i++) {
                int at = state * COLUMNS + column(part.getKey().charAt(i));
                if (parts.next[at] == 0) {
                    parts.next[at] = (char) known++;
                }
                state = parts.next[at];
            }
            parts.flags[state] |= part.getValue();
        }
        parts.link();
        return parts;
    }

    /** Where a part ends or breaks off, goes on with the longest end of it that another begins with. */
    private void link() {
        int[] shorter = new int[flags.length];
        Queue<Integer> open = new ArrayDeque<>();
        for (int column = 1; column < COLUMNS; column++) {
            if (next[column] != 0) {
                open.add((int) next[column]);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            flags[state] |= flags[shorter[state]];
            for (int column = 1; column < COLUMNS; column++) {
                int at = state * COLUMNS + column;
                char without = next[shorter[state] * COLUMNS + column];
                if (next[at] == 0) {
                    next[at] = without;
                } else {
                    shorter[next[at]] = without;
                    open.add((int) next[at]);
                }
            }
        }
    }

    /** The flags of all parts that the name holds. */
    int find(String name) {
        int found = 0;
        int state = 0;
        for (int i = 0; i < name.length(); i++) {
            state = next[state * COLUMNS + column(name.charAt(i))];
            found |= flags[state];
        }
        return found;
    }

    /** 0 for what no part has. */
    private static int column(char c) {
        if (c >= 'a' && c <= 'z') {
            return 1 + c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return 27 + c - '0';
        }
        return c == '-' ? 37 : c == '_' ? 38 : 0;
    }
}
