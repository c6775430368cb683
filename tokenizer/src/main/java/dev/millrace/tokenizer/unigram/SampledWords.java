package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import java.util.SplittableRandom;

/**
 * Draws splits, each with a probability in proportion to its own to the power of α: sums over all ways to go on,
 * β(s) = ln Σ exp(α · score + β(e)), from right to left, then a draw at every place from left to right. Not thread-safe.
 */
final class SampledWords implements TokenModel.WordTokens {
    private static final int KEPT = 1 << 16;

    private final Boundary boundary;
    private final double alpha;
    private final Edges edges;
    private final PieceSink pieces;
    private final SplittableRandom random;
    private double[] after = new double[64];

    SampledWords(UnigramModel model, long seed) {
        boundary = model.boundary();
        alpha = model.alpha();
        edges = new Edges(model);
        pieces = new PieceSink(model);
        random = new SplittableRandom(seed);
    }

    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        pieces.begin(utf8, from, out);
        for (int at = from; at < to; ) {
            int end = boundary.end(utf8, at, to);
            sum(utf8, at, end);
            draw(utf8, at, end);
            at = end;
        }
        pieces.end();
    }

    private void sum(byte[] utf8, int from, int to) {
        if (to - from >= after.length || after.length > KEPT) {
            after = new double[Math.max(64, to - from + 1)];
        }
        after[to - from] = 0;
        for (int at = to - 1; at >= from; at--) {
            if ((utf8[at] & 0xC0) == 0x80) {
                continue;
            }
            edges.find(utf8, at, to);
            double largest = Double.NEGATIVE_INFINITY;
            for (int edge = 0; edge < edges.size(); edge++) {
                largest = Math.max(largest, alpha * edges.score(edge) + after[edges.end(edge) - from]);
            }
            double sum = 0;
            for (int edge = 0; edge < edges.size(); edge++) {
                sum += Math.exp(alpha * edges.score(edge) + after[edges.end(edge) - from] - largest);
            }
            after[at - from] = largest + Math.log(sum);
        }
    }

    private void draw(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to) {
            edges.find(utf8, at, to);
            double left = random.nextDouble();
            int edge = 0;
            while (edge < edges.size() - 1) {
                left -= Math.exp(alpha * edges.score(edge) + after[edges.end(edge) - from] - after[at - from]);
                if (left < 0) {
                    break;
                }
                edge++;
            }
            at = edges.end(edge);
            pieces.add(edges.id(edge), at);
        }
    }
}
