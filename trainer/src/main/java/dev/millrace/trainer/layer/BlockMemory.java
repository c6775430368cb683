package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Slab;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a block's forward pass leaves for its backward pass. N = B·T rows. Attention probabilities are not among it:
 * they are computed again from the scores and their log sums.
 */
final class BlockMemory implements AutoCloseable {
    /** [N, d] norm before attention. */
    final Slab attentionInput;
    /** [N, 3d] queries, keys, values. */
    final Slab qkv;
    /** [B·H, T] log sums of the attention scores. */
    final Slab logSums;
    /** [N, d] values mixed by attention. */
    final Slab mixed;
    /** [N, d] residual stream after attention. */
    final Slab middle;
    /** [N, d] norm before the MLP. */
    final Slab mlpInput;
    /** [N, hidden] before GELU. */
    final Slab hidden;
    /** [N, hidden] after GELU. */
    final Slab activated;
    /** [N, 2] means and scales of the first norm. */
    final Slab attentionStatistics;
    /** [N, 2] means and scales of the second norm. */
    final Slab mlpStatistics;

    BlockMemory(DataType type) {
        attentionInput = new Slab(type);
        qkv = new Slab(type);
        logSums = new Slab(type);
        mixed = new Slab(type);
        middle = new Slab(type);
        mlpInput = new Slab(type);
        hidden = new Slab(type);
        activated = new Slab(type);
        attentionStatistics = new Slab(type);
        mlpStatistics = new Slab(type);
    }

    @Override
    public void close() {
        List.of(
                        attentionInput,
                        qkv,
                        logSums,
                        mixed,
                        middle,
                        mlpInput,
                        hidden,
                        activated,
                        attentionStatistics,
                        mlpStatistics)
                .forEach(Slab::close);
    }
}
