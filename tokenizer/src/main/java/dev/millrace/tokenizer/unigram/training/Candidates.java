package dev.millrace.tokenizer.unigram.training;

import java.util.Arrays;

/**
 * Substrings that may become pieces, as the inner nodes and leaves of the spans' suffix tree give them: those after
 * which the text goes on in different ways, or ends, and that occur at least twice.
 */
final class Candidates {
    private final SpanText text;
    private final PieceRules rules;
    private final int[] suffixes;
    private final long[] occurrences; // before each suffix, in the order of suffixes
    private int[] firsts = new int[1 << 10]; // suffixes that begin with the candidate: first, last, and its length
    private int[] lasts = new int[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int size;

    private Candidates(SpanText text, PieceRules rules) {
        this.text = text;
        this.rules = rules;
        suffixes = SuffixSort.sorted(text, rules.longest() + 1);
        occurrences = new long[suffixes.length + 1];
        int[] spans = new int[text.length()];
        for (int span = 0; span < text.spans(); span++) {
            Arrays.fill(spans, text.start(span), text.end(span), span);
        }
        for (int i = 0; i < suffixes.length; i++) {
            occurrences[i + 1] = Math.addExact(occurrences[i], text.count(spans[suffixes[i]]));
        }
    }

    static Candidates of(SpanText text, PieceRules rules) {
        Candidates candidates = new Candidates(text, rules);
        candidates.findAll();
        return candidates;
    }

    int size() {
        return size;
    }

    int first(int candidate) {
        return firsts[candidate];
    }

    int last(int candidate) {
        return lasts[candidate];
    }

    int length(int candidate) {
        return lengths[candidate];
    }

    /** Where it occurs. */
    int position(int candidate) {
        return suffixes[firsts[candidate]];
    }

    /** How often it occurs. */
    long count(int candidate) {
        return occurrences[lasts[candidate] + 1] - occurrences[firsts[candidate]];
    }

    /** Position of every suffix, in their order. */
    int[] suffixes() {
        return suffixes;
    }

    /** All candidates in the order of their texts, a shorter one before those that begin with it. */
    int[] inTextOrder() {
        int[] ends = new int[suffixes.length + 1];
        for (int i = 0; i < size; i++) {
            ends[firsts[i] + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] ordered = new int[size];
        // of those that begin at one suffix the longer ones were found first
        for (int i = size - 1; i >= 0; i--) {
            ordered[ends[firsts[i]]++] = i;
        }
        return ordered;
    }

    /** Walks the suffix tree: a stack of the prefixes that the current suffix shares with those before it. */
    private void findAll() {
        int[] starts = new int[rules.longest() + 3];
        int[] depths = new int[rules.longest() + 3];
        int open = 0;
        for (int i = 0; i <= suffixes.length; i++) {
            int shared = i == 0 || i == suffixes.length ? 0 : shared(suffixes[i - 1], suffixes[i]);
            int start = i;
            // the suffix before this one as a whole, which no other begins with
            if (i > 0) {
                int leaf = leafLength(suffixes[i - 1]);
                int sharedBefore = open > 0 ? depths[open - 1] : 0;
                if (leaf > Math.max(shared, sharedBefore)) {
                    consider(i - 1, i - 1, leaf);
                }
            }
            while (open > 0 && depths[open - 1] > shared) {
                open--;
                start = starts[open];
                consider(start, i - 1, depths[open]);
            }
            if (shared > 0 && (open == 0 || depths[open - 1] < shared)) {
                starts[open] = start == i ? i - 1 : start;
                depths[open++] = shared;
            }
        }
    }

    private int shared(int some, int other) {
        int[] symbols = text.symbols();
        int most = rules.longest() + 1;
        int count = 0;
        while (count < most && symbols[some + count] != 0 && symbols[some + count] == symbols[other + count]) {
            count++;
        }
        return count;
    }

    /** Symbols up to the span's end; 0 if they are too many for a piece. */
    private int leafLength(int from) {
        int[] symbols = text.symbols();
        int length = 0;
        while (symbols[from + length] != 0) {
            if (++length > rules.longest()) {
                return 0;
            }
        }
        return length;
    }

    private void consider(int first, int last, int length) {
        if (length < 2 || length > rules.longest() || occurrences[last + 1] - occurrences[first] < 2) {
            return;
        }
        int from = suffixes[first];
        if (!rules.allow(text.codePoints(from, from + length), 0, length)) {
            return;
        }
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * size);
            lasts = Arrays.copyOf(lasts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        firsts[size] = first;
        lasts[size] = last;
        lengths[size++] = length;
    }
}
