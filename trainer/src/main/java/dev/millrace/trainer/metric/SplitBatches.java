package dev.millrace.trainer.metric;

import dev.millrace.trainer.feed.ShardSplit;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.loop.SequenceStream;
import java.io.Serializable;
import java.util.Optional;

/**
 * A split cut into fixed batches in file order. Who evaluates which batches does not change the sum: losses are kept
 * by batch and added in the batches' order.
 *
 * @param sequences evaluated: the first so many of the split
 * @param size sequences of a batch; the last has what is left
 */
public record SplitBatches(long sequences, int size) implements Serializable {
    public SplitBatches {
        if (sequences < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "Invalid evaluation: " + sequences + " sequences by " + size + " (must be > 0)");
        }
        if ((sequences + size - 1) / size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Invalid batch size: " + size + " (too small for " + sequences + " sequences)");
        }
    }

    /** @param limit sequences at most; the whole split when absent */
    public static SplitBatches of(ShardSplit split, Optional<Long> limit, int size) {
        long all = split.manifest().sequences();
        return new SplitBatches(Math.min(all, limit.orElse(all)), size);
    }

    /** Number of batches. */
    public int count() {
        return (int) ((sequences + size - 1) / size);
    }

    /** Losses of batches from … to − 1 under the replicas' parameters. */
    public Replicas.Losses losses(Replicas replicas, ShardSplit split, int from, int to) {
        SequenceStream stream = split.inOrder();
        return replicas.evaluate(from, to, batch -> {
            long first = (long) batch * size;
            return stream.batch(first, (int) Math.min(size, sequences - first));
        });
    }

    /** The evaluation that all batches' losses amount to. */
    public Evaluation evaluation(Replicas.Losses losses, ShardSplit split) {
        return Evaluation.of(losses.sum(), sequences, split.manifest());
    }

    /** Evaluates all batches on the replicas of this process. */
    public Evaluation evaluate(Replicas replicas, ShardSplit split) {
        return evaluation(losses(replicas, split, 0, count()), split);
    }
}
