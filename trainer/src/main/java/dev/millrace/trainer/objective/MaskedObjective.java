package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;
import java.util.Optional;

/**
 * Masked tokens are predicted from both sides. Of a sequence's n tokens of text round(share·n) are chosen, at least one,
 * as whole words where those are known. A token's weight is 1/(number of them in a full sequence). Source: Devlin et al.,
 * arXiv 1810.04805.
 *
 * @param tokens ids behind the tokenizer's vocabulary
 * @param share of the tokens that are chosen, 0.15 in BERT
 * @param words what begins a word, to choose whole words
 * @param pairs whether a second segment is judged too
 * @param corruption of what is chosen
 */
record MaskedObjective(MaskTokens tokens, double share, Optional<WordStarts> words, Pairs pairs, Corruption corruption)
        implements MaskingObjective {

    /** BERT's second task. */
    enum Pairs {
        NONE,
        NEXT_SENTENCE
    }

    @Override
    public ModelBatch batch(TokenBatch packed, long seed) {
        Segments rows = pairs == Pairs.NONE ? Segments.single(packed, tokens) : Segments.pairs(packed, tokens, seed);
        int[] ids = rows.ids().clone();
        int[] targets = new int[ids.length];
        Arrays.fill(targets, -1);
        for (int row = 0; row < rows.sequences(); row++) {
            Draws fates = new Draws(seed, packed.number() + row, Draws.Purpose.FATE);
            for (int r : chosen(rows, row, new Draws(seed, packed.number() + row, Draws.Purpose.POSITIONS))) {
                targets[r] = ids[r];
                ids[r] = Corruption.apply(corruption.fate(fates), ids[r], tokens, fates);
            }
        }
        return new ModelBatch(
                packed.number(),
                rows.rows(ids),
                Optional.empty(),
                targets,
                pairs == Pairs.NONE ? new int[0] : rows.labels(),
                SpanBoundaries.none(),
                1.0 / predictions(rows.context()),
                1);
    }

    /** Tokens chosen of a full sequence. */
    private int predictions(int context) {
        return Math.max(1, (int) Math.round(share * Math.max(1, context - 2)));
    }

    private int[] chosen(Segments rows, int row, Draws draws) {
        int first = row * rows.context();
        int[][] units = Units.of(rows, row, words);
        int text = Arrays.stream(units).mapToInt(unit -> unit.length).sum();
        int wanted = Math.min(text, Math.max(1, (int) Math.round(share * text)));
        int[] order = new int[units.length];
        Arrays.setAll(order, i -> i);
        draws.choose(order, order.length);
        int[] chosen = new int[wanted];
        int n = 0;
        for (int i = 0; i < order.length && n < wanted; i++) {
            int[] unit = units[order[i]];
            // a word that would be too much is passed over, as BERT does; the first is cut to what fits
            if (n > 0 && n + unit.length > wanted) {
                continue;
            }
            for (int j = 0; j < unit.length && n < wanted; j++) {
                chosen[n] = first + unit[j];
                n++;
            }
        }
        return Arrays.copyOf(chosen, n);
    }
}
