package dev.millrace.tokenizer.pretoken;

/**
 * Makes words out of the pieces of a text, matches and what lies between, that are told in their order, by what the
 * {@link SplitBehavior} says. For one thread.
 */
final class MatchSplitter {
    private final SplitBehavior behavior;
    private final Words out;
    private int start;
    private int end;
    private boolean open;
    private boolean lastIsMatch;

    MatchSplitter(SplitBehavior behavior, Words out) {
        this.behavior = behavior;
        this.out = out;
    }

    /** Begins with the first piece of a word. */
    void begin() {
        open = false;
        lastIsMatch = false;
    }

    void add(int from, int to, boolean isMatch) {
        switch (behavior) {
            case REMOVED -> {
                if (!isMatch) {
                    out.add(from, to);
                }
            }
            case ISOLATED -> out.add(from, to);
            case CONTIGUOUS -> extendIf(isMatch == lastIsMatch, from, to);
            case MERGED_WITH_PREVIOUS -> extendIf(isMatch && !lastIsMatch, from, to);
            // seen from the end, a match takes what follows it unless that is a match too
            case MERGED_WITH_NEXT -> extendIf(lastIsMatch && !isMatch, from, to);
        }
        lastIsMatch = isMatch;
    }

    /** After the last piece of a word. */
    void end() {
        if (open) {
            out.add(start, end);
            open = false;
        }
    }

    private void extendIf(boolean extend, int from, int to) {
        if (open && extend) {
            end = to;
            return;
        }
        end();
        start = from;
        end = to;
        open = true;
    }
}
