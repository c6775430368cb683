package dev.millrace.pipeline.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Text that is made of wikitext, with the constructs that are open in it: when one closes, it leaves its text or goes. */
final class WikiOutput {
    /** What opens and closes within wikitext. */
    enum Construct {
        TEMPLATE,
        PARAMETER,
        TABLE,
        LINK,
        EXTERNAL,
        REFERENCE
    }

    /** A construct that is open since this length of the text, with a bar after this one. */
    static final class Open {
        private final Construct construct;
        private final int start;
        private int bar = -1;

        Open(Construct construct, int start) {
            this.construct = construct;
            this.start = start;
        }

        int start() {
            return start;
        }

        /** Negative before there is one. */
        int bar() {
            return bar;
        }
    }

    private final StringBuilder text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Construct, Integer> counts = new EnumMap<>(Construct.class);

    WikiOutput(int length) {
        this.text = new StringBuilder(length);
    }

    void add(char c) {
        text.append(c);
    }

    void add(CharSequence more) {
        text.append(more);
    }

    int length() {
        return text.length();
    }

    String from(int start) {
        return text.substring(start);
    }

    String between(int start, int end) {
        return text.substring(start, end);
    }

    void cut(int length) {
        text.setLength(length);
    }

    void open(Construct construct) {
        open.push(new Open(construct, text.length()));
        counts.merge(construct, 1, Integer::sum);
    }

    int count(Construct construct) {
        return counts.getOrDefault(construct, 0);
    }

    boolean isInnermost(Construct construct) {
        return !open.isEmpty() && open.peek().construct == construct;
    }

    /** Ends the innermost of these, and what is open within it. */
    Open close(Construct construct) {
        while (true) {
            Open last = open.pop();
            counts.merge(last.construct, -1, Integer::sum);
            if (last.construct == construct) {
                return last;
            }
        }
    }

    /** Ends the innermost of these; its text goes. */
    void drop(Construct construct) {
        cut(close(construct).start);
    }

    /** A bar in a link, between its target and its label. */
    boolean bar() {
        boolean first = isInnermost(Construct.LINK) && open.peek().bar < 0;
        if (first) {
            open.peek().bar = text.length();
        }
        return first;
    }

    /** Where the text of the innermost construct begins, after its bar if it has one. */
    private int innermostStart() {
        return open.isEmpty() ? 0 : Math.max(open.peek().start, open.peek().bar);
    }

    /** Links don't reach over lines, but for their labels. */
    void endLine() {
        if (isInnermost(Construct.EXTERNAL) || (isInnermost(Construct.LINK) && open.peek().bar < 0)) {
            counts.merge(open.pop().construct, -1, Integer::sum);
        }
    }

    /** Takes characters off the end. */
    void strip(String characters) {
        int end = text.length();
        while (end > innermostStart() && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        text.setLength(end);
    }

    /** Whether the bracket that closes here only held what went; then it goes. */
    boolean closesEmptyBrackets() {
        int end = text.length();
        while (end > 0 && " ,;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 || text.charAt(end - 1) != '(') {
            return false;
        }
        int start = end - 1;
        while (start > 0 && text.charAt(start - 1) == ' ') {
            start--;
        }
        if (innermostStart() > start) {
            return false;
        }
        text.setLength(start);
        return true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
