package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;
import java.util.Optional;

/**
 * Spans of the text are taken out, a sentinel in the place of each, and the decoder writes them, each behind its
 * sentinel. Of n tokens round(share·n) are taken, in round(share·n / mean) spans; how they and what is between them are
 * cut is random. Both sides end with the end of text. Source: Raffel et al., arXiv 1910.10683.
 *
 * @param vocabularySize of the tokenizer; the ids behind it are {@link #SENTINELS} sentinels, the first of them last, and
 *     the filling, which also begins the decoder's input
 * @param endOfText id that ends both sides
 * @param share of the tokens that are taken out, 0.15 in T5
 * @param mean length of a span, 3 in T5
 */
record SpanCorruptionObjective(int vocabularySize, int endOfText, double share, double mean) implements Objective {
    static final int SENTINELS = 100;
    /** Ids behind the tokenizer's vocabulary. */
    static final int EXTRA = SENTINELS + 1;

    @Override
    public ModelBatch batch(TokenBatch packed, long seed) {
        int raw = packed.context();
        int sourceContext = sourceContext(raw, share, mean);
        int targetContext = targetContext(raw, share, mean);
        int[] source = filled(packed.sequences() * sourceContext);
        int[] input = filled(packed.sequences() * targetContext);
        int[] targets = new int[input.length];
        Arrays.fill(targets, -1);
        int[] sourceLengths = new int[packed.sequences()];
        int[] targetLengths = new int[packed.sequences()];
        for (int row = 0; row < packed.sequences(); row++) {
            int n = Math.max(0, Math.min(raw, packed.lengths()[row]));
            int from = row * (raw + 1);
            int[] text = Arrays.copyOfRange(packed.ids(), from, from + n);
            Split split = split(text, new Draws(seed, packed.number() + row, Draws.Purpose.SPANS));
            System.arraycopy(split.source, 0, source, row * sourceContext, split.source.length);
            System.arraycopy(split.target, 0, targets, row * targetContext, split.target.length);
            // the decoder reads what it has written so far, behind the filling
            System.arraycopy(split.target, 0, input, row * targetContext + 1, split.target.length - 1);
            sourceLengths[row] = split.source.length;
            targetLengths[row] = split.target.length;
        }
        return new ModelBatch(
                packed.number(),
                new TokenRows(source, packed.sequences(), sourceContext, sourceLengths, new int[0], new int[0]),
                Optional.of(
                        new TokenRows(input, packed.sequences(), targetContext, targetLengths, new int[0], new int[0])),
                targets,
                new int[0],
                SpanBoundaries.none(),
                1.0 / targetContext,
                1);
    }

    /** Most positions of the encoder for texts of up to so many tokens. */
    static int sourceContext(int raw, double share, double mean) {
        int most = 1;
        for (int n = 0; n <= raw; n++) {
            most = Math.max(most, n - noise(n, share) + spans(n, share, mean) + 1);
        }
        return most;
    }

    /** Most positions of the decoder for texts of up to so many tokens. */
    static int targetContext(int raw, double share, double mean) {
        int most = 1;
        for (int n = 0; n <= raw; n++) {
            most = Math.max(most, noise(n, share) + spans(n, share, mean) + 1);
        }
        return most;
    }

    int sentinel(int span) {
        return vocabularySize + SENTINELS - 1 - span;
    }

    int filling() {
        return vocabularySize + SENTINELS;
    }

    /** Both sides of one text. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Split(int[] source, int[] target) {}

    Split split(int[] text, Draws draws) {
        int n = text.length;
        int noise = noise(n, share);
        int spans = spans(n, share, mean);
        int[] taken = parts(noise, spans, draws);
        int[] kept = parts(n - noise, spans, draws);
        int[] source = new int[n - noise + spans + 1];
        int[] target = new int[noise + spans + 1];
        int read = 0;
        int s = 0;
        int t = 0;
        for (int span = 0; span < spans; span++) {
            System.arraycopy(text, read, source, s, kept[span]);
            read += kept[span];
            s += kept[span];
            source[s++] = sentinel(span);
            target[t++] = sentinel(span);
            System.arraycopy(text, read, target, t, taken[span]);
            read += taken[span];
            t += taken[span];
        }
        System.arraycopy(text, read, source, s, n - read);
        source[source.length - 1] = endOfText;
        target[target.length - 1] = endOfText;
        return new Split(source, target);
    }

    /** Tokens taken out of n: of a single one nothing is. */
    private static int noise(int n, double share) {
        return n < 2 ? 0 : Math.min(n - 1, Math.max(1, (int) Math.round(share * n)));
    }

    private static int spans(int n, double share, double mean) {
        int noise = noise(n, share);
        int most = Math.min(SENTINELS, Math.min(noise, n - noise));
        return Math.min(most, noise == 0 ? 0 : Math.max(1, (int) Math.round(noise / mean)));
    }

    /** A sum as that many positive parts, every way equally likely. */
    private static int[] parts(int sum, int count, Draws draws) {
        if (count == 0) {
            return new int[0];
        }
        int[] cuts = new int[sum - 1];
        Arrays.setAll(cuts, i -> i + 1);
        draws.choose(cuts, count - 1);
        Arrays.sort(cuts, 0, count - 1);
        int[] parts = new int[count];
        int before = 0;
        for (int i = 0; i < count - 1; i++) {
            parts[i] = cuts[i] - before;
            before = cuts[i];
        }
        parts[count - 1] = sum - before;
        return parts;
    }

    private int[] filled(int length) {
        int[] ids = new int[length];
        Arrays.fill(ids, filling());
        return ids;
    }
}
