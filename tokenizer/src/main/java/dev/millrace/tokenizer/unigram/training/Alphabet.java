package dev.millrace.tokenizer.unigram.training;

import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The characters that a vocabulary must have, and how often each occurs. */
final class Alphabet {
    private final int[] codePoints; // ascending
    private final int[] ranks; // by code point; 0 is none
    private final long[] counts; // by code point

    private Alphabet(int[] codePoints, long[] counts) {
        this.codePoints = codePoints;
        this.counts = counts;
        ranks = new int[Character.MAX_CODE_POINT + 1];
        for (int i = 0; i < codePoints.length; i++) {
            ranks[codePoints[i]] = i + 1;
        }
    }

    /** Counts characters. */
    static final class Counter {
        private final long[] counts = new long[Character.MAX_CODE_POINT + 1];
        private long all;

        void add(byte[] utf8, long count) {
            for (int at = 0; at < utf8.length; at += Utf8.length(utf8[at])) {
                counts[Utf8.codePoint(utf8, at)] += count;
                all += count;
            }
        }

        /** The most frequent characters that together are this share of all, from 0 to 1. */
        Alphabet covering(double share) {
            List<Integer> byCount = IntStream.range(0, counts.length)
                    .filter(codePoint -> counts[codePoint] > 0)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer codePoint) -> -counts[codePoint])
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            long covered = 0;
            int size = 0;
            while (size < byCount.size() && (double) covered / all < share) {
                covered += counts[byCount.get(size++)];
            }
            int[] codePoints = byCount.subList(0, size).stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            return new Alphabet(codePoints, counts);
        }
    }

    int size() {
        return codePoints.length;
    }

    /** Rank of a character, from 1; 0 if it isn't one of the alphabet. */
    int rank(int codePoint) {
        return ranks[codePoint];
    }

    int codePoint(int rank) {
        return codePoints[rank - 1];
    }

    long count(int rank) {
        return counts[codePoints[rank - 1]];
    }

    /** Ranks, the most frequent character first. */
    int[] byCount() {
        return IntStream.rangeClosed(1, codePoints.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer rank) -> -count(rank)).thenComparing(rank -> rank))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public String toString() {
        return Arrays.toString(codePoints);
    }
}
