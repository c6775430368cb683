package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;
import java.util.Optional;

/**
 * A generator fills masked tokens in, a discriminator finds those that are not what they were. All chosen tokens are
 * masked. Source: Clark et al., arXiv 2003.10555.
 *
 * @param tokens ids behind the tokenizer's vocabulary
 * @param share of the tokens that are masked, 0.15 in ELECTRA's small and base
 * @param weight of the discriminator's loss, 50; the generator's is 1
 */
public record ReplacedTokenObjective(MaskTokens tokens, double share, double weight) implements Objective {

    /** What the generator is given and asked. */
    @Override
    public ModelBatch batch(TokenBatch packed, long seed) {
        return new MaskedObjective(tokens, share, Optional.empty(), MaskedObjective.Pairs.NONE, Corruption.MASK)
                .batch(packed, seed);
    }

    /**
     * What the discriminator is given and asked.
     *
     * @param generator of the same sequences
     * @param drawn for each of the generator's targets, in the order of rows, the id that it drew
     */
    public ModelBatch discriminator(ModelBatch generator, int[] drawn) {
        TokenRows masked = generator.input();
        int[] ids = masked.ids().clone();
        int[] replaced = new int[ids.length];
        int next = 0;
        for (int r = 0; r < ids.length; r++) {
            boolean isFilling = r % masked.context() >= masked.lengths()[r / masked.context()];
            replaced[r] = isFilling ? -1 : 0;
            if (generator.targets()[r] >= 0) {
                ids[r] = drawn[next];
                next++;
                replaced[r] = ids[r] == generator.targets()[r] ? 0 : 1;
            }
        }
        if (next != drawn.length) {
            throw new IllegalArgumentException("Invalid draws: " + drawn.length + " (must be " + next + ")");
        }
        return new ModelBatch(
                generator.number(),
                new TokenRows(
                        ids,
                        masked.sequences(),
                        masked.context(),
                        masked.lengths(),
                        masked.segments(),
                        masked.documentStarts()),
                Optional.empty(),
                replaced,
                new int[0],
                SpanBoundaries.none(),
                weight / masked.context(),
                1);
    }

    /** Rows of the generator's targets. */
    public static int[] rows(ModelBatch generator) {
        int[] targets = generator.targets();
        int[] rows = new int[(int) Arrays.stream(targets).filter(id -> id >= 0).count()];
        int n = 0;
        for (int r = 0; r < targets.length; r++) {
            if (targets[r] >= 0) {
                rows[n] = r;
                n++;
            }
        }
        return rows;
    }
}
