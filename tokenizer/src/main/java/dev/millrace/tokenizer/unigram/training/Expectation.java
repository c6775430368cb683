package dev.millrace.tokenizer.unigram.training;

import java.util.Arrays;

/**
 * How often each piece is expected in the text, over all ways to split it, weighted by their probability: forward and
 * backward sums, α(e) = Σ α(s) · p(s, e) and β(s) = Σ p(s, e) · β(e); a piece is expected α(s) · p · β(e) / α(end)
 * times. Counts are kept in whole units of 2^−bits, so that their sum is the same in any order.
 */
final class Expectation implements Workers.Worker {
    /** Below it, products may have lost digits: then logarithms are summed instead. */
    private static final double LEAST_PRODUCT = 1e-280;

    private static final int MOST_BITS = 20;

    private final SpanText text;
    private final PieceSet pieces;
    private final double unit;
    private final long[] expected;
    private double[] forward = new double[64];
    private double[] backward = new double[64];

    private Expectation(SpanText text, PieceSet pieces, int bits) {
        this.text = text;
        this.pieces = pieces;
        unit = Math.scalb(1.0, bits);
        expected = new long[pieces.size()];
    }

    /** Expected number of every piece. */
    static double[] of(SpanText text, PieceSet pieces, Workers workers) {
        int bits = bits(text);
        long[] sums = new long[pieces.size()];
        for (Expectation part : workers.run(text.spans(), thread -> new Expectation(text, pieces, bits))) {
            for (int piece = 0; piece < sums.length; piece++) {
                sums[piece] += part.expected[piece];
            }
        }
        return Arrays.stream(sums)
                .mapToDouble(sum -> Math.scalb((double) sum, -bits))
                .toArray();
    }

    /** As many as leave room for the most that can be expected: every character a piece. */
    private static int bits(SpanText text) {
        long most = 1;
        for (int span = 0; span < text.spans(); span++) {
            most = Math.addExact(most, Math.multiplyExact(text.count(span), text.end(span) - text.start(span)));
        }
        return Math.min(MOST_BITS, Long.numberOfLeadingZeros(most) - 2);
    }

    @Override
    public void work(int from, int to) {
        for (int span = from; span < to; span++) {
            add(text.start(span), text.end(span), text.count(span));
        }
    }

    private void add(int from, int to, long count) {
        int size = to - from;
        if (size >= forward.length) {
            forward = new double[2 * size];
            backward = new double[2 * size];
        }
        double all = forward(from, size);
        if (all < LEAST_PRODUCT) {
            addByLogarithms(from, size, count);
            return;
        }
        double[] alpha = forward;
        double[] beta = backward;
        int[] lengths = pieces.lengths();
        int[] shorter = pieces.shorter();
        double[] probabilities = pieces.probabilities();
        double share = count * unit / all;
        beta[size] = 1;
        for (int at = size - 1; at >= 0; at--) {
            double before = alpha[at] * share;
            double sum = 0;
            for (int piece = pieces.longestAt()[from + at]; piece >= 0; piece = shorter[piece]) {
                double product = probabilities[piece] * beta[at + lengths[piece]];
                sum += product;
                expected[piece] += (long) (before * product + 0.5);
            }
            beta[at] = sum;
        }
    }

    private double forward(int from, int size) {
        double[] alpha = forward;
        int[] lengths = pieces.lengths();
        int[] shorter = pieces.shorter();
        int[] longestAt = pieces.longestAt();
        double[] probabilities = pieces.probabilities();
        Arrays.fill(alpha, 0, size + 1, 0);
        alpha[0] = 1;
        for (int at = 0; at < size; at++) {
            double here = alpha[at];
            for (int piece = longestAt[from + at]; piece >= 0; piece = shorter[piece]) {
                alpha[at + lengths[piece]] += here * probabilities[piece];
            }
        }
        return alpha[size];
    }

    private void addByLogarithms(int from, int size, long count) {
        Arrays.fill(forward, 0, size + 1, Double.NEGATIVE_INFINITY);
        forward[0] = 0;
        for (int at = 0; at < size; at++) {
            for (int piece = pieces.longestAt()[from + at]; piece >= 0; piece = pieces.shorter()[piece]) {
                int end = at + pieces.length(piece);
                forward[end] = logOfSum(forward[end], forward[at] + pieces.score(piece));
            }
        }
        backward[size] = 0;
        for (int at = size - 1; at >= 0; at--) {
            backward[at] = Double.NEGATIVE_INFINITY;
            for (int piece = pieces.longestAt()[from + at]; piece >= 0; piece = pieces.shorter()[piece]) {
                double after = pieces.score(piece) + backward[at + pieces.length(piece)];
                backward[at] = logOfSum(backward[at], after);
                expected[piece] += (long) (count * unit * Math.exp(forward[at] + after - forward[size]) + 0.5);
            }
        }
    }

    /** ln(e^x + e^y). */
    private static double logOfSum(double x, double y) {
        double larger = Math.max(x, y);
        double smaller = Math.min(x, y);
        return smaller == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(smaller - larger));
    }
}
