package dev.millrace.pipeline.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Special cases that the rules for affixes tear apart, such as an emoticon after a word. Where their pieces stand in a
 * row in a text they are put together again: the case of most pieces first, among equals the first in the text. As in
 * spaCy, a row that overlaps one before it, or whose pieces have single spaces between them, stays as it is, and yet
 * keeps its pieces from other cases.
 */
final class TornCases {
    private static final int FREE = 0;
    private static final int ASCII = 128;

    private final SpecialCases cases;
    private final Map<String, List<Integer>> lengths = new HashMap<>();

    /** By the first characters of the first two pieces; those beyond ASCII count as one. */
    private final boolean[] starts = new boolean[ASCII * ASCII];

    private int most;

    TornCases(Collection<String> texts, SpecialCases cases) {
        this.cases = cases;
        texts.forEach(this::tear);
    }

    private void tear(String text) {
        char[] chars = text.toCharArray();
        Spans pieces = new Spans();
        tear(chars, pieces);
        if (pieces.size() > 1) {
            int[] each = new int[pieces.size()];
            Arrays.setAll(each, pieces::length);
            lengths.put(text, boxed(each));
            most = Math.max(most, each.length);
            starts[start(chars[0], chars[pieces.start(1)])] = true;
        }
    }

    /** Takes prefixes and suffixes off, and splits the rest at its infixes. */
    private static void tear(char[] text, Spans pieces) {
        Spans suffixes = new Spans();
        int start = 0;
        int end = text.length;
        int taken = -1;
        while (start < end && taken != 0) {
            int prefix = EnglishAffixes.prefix(text, start, end);
            int suffix = EnglishAffixes.suffix(text, start + prefix, end);
            if (prefix > 0) {
                pieces.add(start, start + prefix);
            }
            if (suffix > 0) {
                suffixes.add(end - suffix, end);
            }
            start += prefix;
            end -= suffix;
            taken = prefix + suffix;
        }
        if (start < end) {
            if (UrlShape.fits(text, start, end)) {
                pieces.add(start, end);
            } else {
                EnglishAffixes.splitInfixes(text, start, end, pieces);
            }
        }
        for (int i = suffixes.size() - 1; i >= 0; i--) {
            pieces.add(suffixes.start(i), suffixes.end(i));
        }
    }

    /** Adds the pieces of a text to {@code words}, each torn case with the pieces that it should have. */
    void join(char[] text, Spans pieces, Spans words) {
        int[] taken = new int[pieces.size()];
        if (markRows(text, pieces, taken)) {
            take(text, pieces, taken);
        }
        int i = 0;
        while (i < taken.length) {
            int end = pieces.end(i + Math.max(taken[i], 1) - 1);
            if (taken[i] > 1 && end - pieces.start(i) == length(pieces, i, taken[i])) {
                words.addAll(
                        pieces.start(i),
                        cases.pieces(text, pieces.start(i), end).orElseThrow());
                i += taken[i];
            } else {
                words.add(pieces.start(i), pieces.end(i));
                i++;
            }
        }
    }

    /** Marks by a negative number where a row may start; whether there is any. */
    private boolean markRows(char[] text, Spans pieces, int[] taken) {
        boolean any = false;
        for (int i = 0; i + 1 < taken.length; i++) {
            if (starts[start(text[pieces.start(i)], text[pieces.start(i + 1)])]) {
                taken[i] = -1;
                any = true;
            }
        }
        return any;
    }

    private void take(char[] text, Spans pieces, int[] taken) {
        boolean[] covered = new boolean[taken.length];
        for (int count = most; count > 1; count--) {
            for (int i = 0; i + count <= taken.length; i++) {
                if (taken[i] != FREE && isRow(text, pieces, i, count)) {
                    if (!covered[i] && !covered[i + count - 1]) {
                        taken[i] = count;
                    }
                    Arrays.fill(covered, i, i + count, true);
                }
            }
        }
    }

    private boolean isRow(char[] text, Spans pieces, int first, int count) {
        if (length(pieces, first, count) > cases.longest()) {
            return false;
        }
        StringBuilder joined = new StringBuilder(cases.longest());
        int[] each = new int[count];
        for (int i = 0; i < count; i++) {
            int piece = first + i;
            if (i > 0 && !adjoin(text, pieces.end(piece - 1), pieces.start(piece))) {
                return false;
            }
            joined.append(text, pieces.start(piece), pieces.length(piece));
            each[i] = pieces.length(piece);
        }
        return boxed(each).equals(lengths.get(joined.toString()));
    }

    private static boolean adjoin(char[] text, int end, int start) {
        return end == start || (end + 1 == start && text[end] == ' ');
    }

    private static int length(Spans pieces, int first, int count) {
        int length = 0;
        for (int i = first; i < first + count; i++) {
            length += pieces.length(i);
        }
        return length;
    }

    private static int start(char first, char second) {
        return Math.min(first, ASCII - 1) * ASCII + Math.min(second, ASCII - 1);
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
