package dev.millrace.tokenizer.unigram.training;

import dev.millrace.tokenizer.text.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All distinct spans in one array of symbols, each ended by 0. A symbol is the rank, from 1, of a character in the
 * alphabet, in the order of code points. Rarer characters are left out, which cuts their spans. The same for the same
 * counts, in whatever order they came.
 */
final class SpanText {
    private final int[] symbols;
    private final int[] starts;
    private final long[] counts;
    private final Alphabet alphabet;

    private SpanText(int[] symbols, int[] starts, long[] counts, Alphabet alphabet) {
        this.symbols = symbols;
        this.starts = starts;
        this.counts = counts;
        this.alphabet = alphabet;
    }

    private static final class Span {
        private final byte[] utf8;
        private final long count;

        private Span(byte[] utf8, long count) {
            this.utf8 = utf8;
            this.count = count;
        }
    }

    /**
     * @param mostCharacters of all spans together; the rarest spans are left out
     */
    static SpanText of(SpanCounts spanCounts, double coverage, int mostCharacters) {
        List<Span> spans = new ArrayList<>(spanCounts.size());
        spanCounts.forEach((utf8, count) -> spans.add(new Span(utf8, count)));
        spans.sort(Comparator.comparingLong((Span span) -> -span.count)
                .thenComparing(span -> span.utf8, Arrays::compareUnsigned));
        Alphabet.Counter counter = new Alphabet.Counter();
        spans.forEach(span -> counter.add(span.utf8, span.count));
        Alphabet alphabet = counter.covering(coverage);

        int[] symbols = new int[1 << 10];
        int[] starts = new int[1 << 6];
        long[] counts = new long[1 << 6];
        int size = 0;
        int parts = 0;
        for (Span span : spans) {
            byte[] utf8 = span.utf8;
            if ((long) size + utf8.length + 2 > mostCharacters) {
                break;
            }
            if (size + utf8.length + 2 > symbols.length) {
                symbols = Arrays.copyOf(symbols, Math.max(2 * size, size + utf8.length + 2));
            }
            boolean within = false;
            for (int at = 0; at < utf8.length; at += Utf8.length(utf8[at])) {
                int symbol = alphabet.rank(Utf8.codePoint(utf8, at));
                if (symbol == 0) {
                    size = within ? end(symbols, size) : size;
                    within = false;
                    continue;
                }
                if (!within) {
                    if (parts == starts.length) {
                        starts = Arrays.copyOf(starts, 2 * parts);
                        counts = Arrays.copyOf(counts, 2 * parts);
                    }
                    starts[parts] = size;
                    counts[parts++] = span.count;
                    within = true;
                }
                symbols[size++] = symbol;
            }
            size = within ? end(symbols, size) : size;
        }
        return new SpanText(
                Arrays.copyOf(symbols, size), Arrays.copyOf(starts, parts), Arrays.copyOf(counts, parts), alphabet);
    }

    private static int end(int[] symbols, int size) {
        symbols[size] = 0;
        return size + 1;
    }

    /** Number of symbols, ends of spans included. */
    int length() {
        return symbols.length;
    }

    /** Not to be changed. */
    int[] symbols() {
        return symbols;
    }

    /** Number of spans. */
    int spans() {
        return starts.length;
    }

    int start(int span) {
        return starts[span];
    }

    /** Where the 0 stands that ends a span. */
    int end(int span) {
        return (span + 1 < starts.length ? starts[span + 1] : symbols.length) - 1;
    }

    long count(int span) {
        return counts[span];
    }

    Alphabet alphabet() {
        return alphabet;
    }

    /** Code points of a stretch within a span. */
    int[] codePoints(int from, int to) {
        int[] codePoints = new int[to - from];
        for (int i = 0; i < codePoints.length; i++) {
            codePoints[i] = alphabet.codePoint(symbols[from + i]);
        }
        return codePoints;
    }
}
