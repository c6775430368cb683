package dev.millrace.trainer.bench;

import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.TokenBatch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Full sequences of uniformly drawn ids; the same number names the same sequence.
 *
 * @param context T
 */
record RandomTokens(int vocabularySize, int context) implements SequenceStream {
    @Override
    public TokenBatch batch(long first, int count) {
        int[] ids = new int[count * (context + 1)];
        SplittableRandom random = new SplittableRandom(first);
        Arrays.setAll(ids, i -> random.nextInt(vocabularySize));
        int[] lengths = new int[count];
        Arrays.fill(lengths, context + 1);
        return new TokenBatch(first, ids, lengths, count, context);
    }
}
