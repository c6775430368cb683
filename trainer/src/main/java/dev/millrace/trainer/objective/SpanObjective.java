package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Masked spans are predicted, each token also from the positions beside its span. Lengths of spans, in words where those
 * are known, are geometric with p = .2, drawn again beyond 10; spans neither overlap nor adjoin, and are added until
 * share of the text is masked. A span is masked, replaced or kept as a whole, 80/10/10. Source: Joshi et al., arXiv
 * 1907.10529.
 *
 * @param tokens ids behind the tokenizer's vocabulary
 * @param share of the tokens that are masked, 0.15 in SpanBERT
 * @param words what begins a word
 */
record SpanObjective(MaskTokens tokens, double share, Optional<WordStarts> words) implements MaskingObjective {
    static final double GEOMETRIC = .2;
    static final int LONGEST = 10;
    /** Longest in tokens: what the head tells apart. */
    static final int LONGEST_IN_TOKENS = 32;

    private static final int ATTEMPTS = 200;

    @Override
    public ModelBatch batch(TokenBatch packed, long seed) {
        Segments rows = Segments.single(packed, tokens);
        int[] ids = rows.ids().clone();
        int[] targets = new int[ids.length];
        Arrays.fill(targets, -1);
        int[][] spanOf = new int[ids.length][];
        for (int row = 0; row < rows.sequences(); row++) {
            mask(rows, row, seed, packed.number() + row, ids, targets, spanOf);
        }
        return new ModelBatch(
                packed.number(),
                rows.rows(ids),
                Optional.empty(),
                targets,
                new int[0],
                boundaries(targets, spanOf),
                1.0 / Math.max(1, (int) Math.round(share * Math.max(1, rows.context() - 2))),
                1);
    }

    /** Length of a span in words. */
    static int length(Draws draws) {
        while (true) {
            int length = 1;
            while (draws.next() >= GEOMETRIC) {
                length++;
            }
            if (length <= LONGEST) {
                return length;
            }
        }
    }

    private void mask(Segments rows, int row, long seed, long number, int[] ids, int[] targets, int[][] spanOf) {
        int[][] units = Units.of(rows, row, words);
        int first = row * rows.context();
        int text = Arrays.stream(units).mapToInt(unit -> unit.length).sum();
        int budget = text == 0 ? 0 : Math.max(1, (int) Math.round(share * text));
        Draws draws = new Draws(seed, number, Draws.Purpose.SPANS);
        Draws fates = new Draws(seed, number, Draws.Purpose.FATE);
        for (int attempt = 0; attempt < ATTEMPTS && budget > 0; attempt++) {
            int words = Math.min(length(draws), units.length);
            int start = draws.below(units.length - words + 1);
            int[] last = units[start + words - 1];
            int begin = first + units[start][0];
            int end = Math.min(first + last[last.length - 1] + 1, begin + Math.min(budget, LONGEST_IN_TOKENS));
            if (!isFree(targets, begin, end)) {
                continue;
            }
            int fate = Corruption.MOSTLY_MASK.fate(fates);
            for (int r = begin; r < end; r++) {
                targets[r] = ids[r];
                ids[r] = Corruption.apply(fate, ids[r], tokens, fates);
                spanOf[r] = new int[] {begin, end};
            }
            budget -= end - begin;
        }
    }

    /** Neither chosen nor beside what is. The rows before and after a span of text hold [CLS], [SEP] or text. */
    private static boolean isFree(int[] targets, int begin, int end) {
        for (int r = begin - 1; r <= end; r++) {
            if (r >= 0 && r < targets.length && targets[r] >= 0) {
                return false;
            }
        }
        return true;
    }

    private static SpanBoundaries boundaries(int[] targets, int[][] spanOf) {
        int[] rows =
                IntStream.range(0, targets.length).filter(r -> targets[r] >= 0).toArray();
        int[] lefts = Arrays.stream(rows).map(r -> spanOf[r][0] - 1).toArray();
        int[] rights = Arrays.stream(rows).map(r -> spanOf[r][1]).toArray();
        int[] places = Arrays.stream(rows).map(r -> r - spanOf[r][0]).toArray();
        return new SpanBoundaries(rows, lefts, rights, places);
    }
}
