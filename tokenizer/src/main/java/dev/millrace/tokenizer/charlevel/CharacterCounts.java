package dev.millrace.tokenizer.charlevel;

import java.io.Serializable;

/**
 * How often each character occurs: what a vocabulary is chosen from. Counts of parts of a corpus may be merged in any
 * order. Memory is bounded by the number of code points: 2 KiB for every 256 of them that occur side by side. Not
 * thread-safe.
 */
public final class CharacterCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages = new long[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];

    /** Receives a character and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int codePoint, long count);
    }

    /** Counts every character of the text once more; a surrogate without its partner counts as U+FFFD. */
    public void add(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = CodePoints.at(text, i);
            page(codePoint >> PAGE_BITS)[codePoint & (PAGE - 1)]++;
        }
    }

    /** Adds the other's counts to these, and returns these. */
    public CharacterCounts merge(CharacterCounts other) {
        other.forEach((codePoint, count) -> {
            long[] page = page(codePoint >> PAGE_BITS);
            page[codePoint & (PAGE - 1)] = Math.addExact(page[codePoint & (PAGE - 1)], count);
        });
        return this;
    }

    /** Visits the characters that occur, ascending. */
    public void forEach(Visitor visitor) {
        for (int number = 0; number < pages.length; number++) {
            for (int i = 0; pages[number] != null && i < PAGE; i++) {
                if (pages[number][i] > 0) {
                    visitor.visit((number << PAGE_BITS) | i, pages[number][i]);
                }
            }
        }
    }

    private long[] page(int number) {
        if (pages[number] == null) {
            pages[number] = new long[PAGE];
        }
        return pages[number];
    }
}
