package dev.millrace.tokenizer.unigram.training;

import java.util.Arrays;

/** How often each piece occurs in the likeliest split of the text. */
final class Usage implements Workers.Worker {
    private final SpanText text;
    private final PieceSet pieces;
    private final long[] used;
    private double[] best = new double[64];
    private int[] last = new int[64];

    private Usage(SpanText text, PieceSet pieces) {
        this.text = text;
        this.pieces = pieces;
        used = new long[pieces.size()];
    }

    static long[] of(SpanText text, PieceSet pieces, Workers workers) {
        long[] sums = new long[pieces.size()];
        for (Usage part : workers.run(text.spans(), thread -> new Usage(text, pieces))) {
            for (int piece = 0; piece < sums.length; piece++) {
                sums[piece] = Math.addExact(sums[piece], part.used[piece]);
            }
        }
        return sums;
    }

    @Override
    public void work(int from, int to) {
        for (int span = from; span < to; span++) {
            add(text.start(span), text.end(span), text.count(span));
        }
    }

    private void add(int from, int to, long count) {
        int size = to - from;
        if (size >= best.length) {
            best = new double[2 * size];
            last = new int[2 * size];
        }
        int[] lengths = pieces.lengths();
        int[] shorter = pieces.shorter();
        double[] scores = pieces.scores();
        Arrays.fill(best, 0, size + 1, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        for (int at = 0; at < size; at++) {
            for (int piece = pieces.longestAt()[from + at]; piece >= 0; piece = shorter[piece]) {
                double score = best[at] + scores[piece];
                int end = at + lengths[piece];
                if (score > best[end]) {
                    best[end] = score;
                    last[end] = piece;
                }
            }
        }
        for (int end = size; end > 0; end -= lengths[last[end]]) {
            used[last[end]] += count;
        }
    }
}
