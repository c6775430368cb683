package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Marks of emphasis in Markdown, of which each pair stays only where CommonMark reads it as one: not beside a letter
 * outside and a punctuation mark inside (section 6.2, left- and right-flanking delimiter runs).
 */
final class Emphasis {
    // characters for private use, until all that stands beside them is known
    static final char STRONG = '\uE000';
    static final char STRONG_END = '\uE001';
    static final char LIGHT = '\uE002';
    static final char LIGHT_END = '\uE003';

    private Emphasis() {}

    static boolean isMark(char c) {
        return c >= STRONG && c <= LIGHT_END;
    }

    /** Writes the marks of a text whose marks are in pairs. */
    static String written(CharSequence text) {
        BitSet dropped = dropped(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isMark(c)) {
                out.append(c);
            } else if (!dropped.get(i)) {
                out.append(c <= STRONG_END ? "**" : "*");
            }
        }
        return out.toString();
    }

    private static BitSet dropped(CharSequence text) {
        BitSet dropped = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == STRONG || c == LIGHT) {
                open.push(i);
            } else if (isMark(c) && !open.isEmpty()) {
                int start = open.pop();
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                if (next == c - 1) {
                    // ends where the same begins: one goes on
                    dropped.set(i, i + 2);
                    open.push(start);
                    i++;
                } else if (!opens(text, start) || !closes(text, i)) {
                    dropped.set(start);
                    dropped.set(i);
                }
            }
        }
        return dropped;
    }

    private static boolean opens(CharSequence text, int at) {
        char before = beside(text, at, -1);
        char after = beside(text, at, 1);
        boolean ends = at > 0 && isMark(text.charAt(at - 1)) && text.charAt(at - 1) % 2 != 0;
        return !ends && !Character.isWhitespace(after) && (isLetter(after) || !isLetter(before));
    }

    private static boolean closes(CharSequence text, int at) {
        char before = beside(text, at, -1);
        char after = beside(text, at, 1);
        return !Character.isWhitespace(before) && (isLetter(before) || !isLetter(after));
    }

    /** The nearest character that is no mark; a space at either end. */
    private static char beside(CharSequence text, int at, int step) {
        int i = at + step;
        while (i >= 0 && i < text.length() && isMark(text.charAt(i))) {
            i += step;
        }
        return i >= 0 && i < text.length() ? text.charAt(i) : ' ';
    }

    private static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
