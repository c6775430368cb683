package dev.millrace.tokenizer.unigram.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Takes out the pieces that the text's likelihood suffers least without. A piece that is gone is taken to be replaced by
 * the likeliest others that make its text: with frequency f of it and g of each of k others in a text of F pieces, the
 * loss is f · (ln(f / F) − Σ ln((g + f) / (F + (k − 1) · f))).
 */
final class Pruning implements Workers.Worker {
    private static final double KEEP = Double.POSITIVE_INFINITY;
    private static final double DROP = Double.NEGATIVE_INFINITY;

    private final PieceSet pieces;
    private final long[] used;
    private final double all;
    private final double[] losses;
    private final double[] best;
    private final int[] last;

    private Pruning(PieceSet pieces, long[] used, double[] losses) {
        this.pieces = pieces;
        this.used = used;
        this.losses = losses;
        all = Arrays.stream(used).sum();
        int longest = Arrays.stream(pieces.lengths()).max().orElse(1);
        best = new double[longest + 1];
        last = new int[longest + 1];
    }

    /** Leaves at most so many pieces, besides those that can't be replaced. */
    static void prune(SpanText text, PieceSet pieces, int most, Workers workers) {
        long[] used = Usage.of(text, pieces, workers);
        double[] losses = new double[pieces.size()];
        workers.run(pieces.size(), thread -> new Pruning(pieces, used, losses));
        int[] byLoss = IntStream.range(0, losses.length)
                .filter(piece -> losses[piece] != DROP)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer piece) -> -losses[piece])
                        .thenComparing(piece -> piece))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] kept = new boolean[losses.length];
        int count = 0;
        for (int piece : byLoss) {
            if (losses[piece] == KEEP || count < most) {
                kept[piece] = true;
                count++;
            }
        }
        pieces.keep(kept);
    }

    @Override
    public void work(int from, int to) {
        for (int piece = from; piece < to; piece++) {
            losses[piece] = loss(piece);
        }
    }

    private double loss(int piece) {
        if (!pieces.isAlive(piece) || used[piece] == 0) {
            return DROP;
        }
        int size = pieces.length(piece);
        if (size == 1) {
            return KEEP;
        }
        split(piece, size);
        if (best[size] > pieces.score(piece)) {
            return DROP;
        }
        double frequency = used[piece];
        double without = 0;
        int parts = 0;
        for (int end = size; end > 0; end -= pieces.length(last[end])) {
            without += Math.log(used[last[end]] + frequency);
            parts++;
        }
        without -= parts * Math.log(all + frequency * (parts - 1));
        return frequency * (Math.log(frequency) - Math.log(all) - without);
    }

    /** Finds the likeliest split of a piece into several. */
    private void split(int whole, int size) {
        int from = pieces.position(whole);
        Arrays.fill(best, 0, size + 1, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        for (int at = 0; at < size; at++) {
            for (int piece = pieces.longestAt()[from + at]; piece >= 0; piece = pieces.shorter()[piece]) {
                int end = at + pieces.length(piece);
                if (end <= size && piece != whole && best[at] + pieces.score(piece) > best[end]) {
                    best[end] = best[at] + pieces.score(piece);
                    last[end] = piece;
                }
            }
        }
    }
}
