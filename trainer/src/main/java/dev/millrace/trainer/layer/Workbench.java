package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Slab;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels and passing memory that the layers of one graph share: what a layer leaves here the next overwrites. */
final class Workbench implements AutoCloseable {
    private final Kernels kernels;
    private final Slab narrow;
    private final Slab wide;
    private final Slab scores;
    private final Slab scoreGradients;
    private final Slab logits;
    private final BlockMemory passing;

    Workbench(DataType type) {
        kernels = Kernels.of(type);
        narrow = new Slab(type);
        wide = new Slab(type);
        scores = new Slab(type);
        scoreGradients = new Slab(type);
        logits = new Slab(type);
        passing = new BlockMemory(type);
    }

    Kernels kernels() {
        return kernels;
    }

    /** Gradients as wide as the residual stream. */
    Slab narrow() {
        return narrow;
    }

    /** Gradients of the MLP's hidden layer or of queries, keys and values. */
    Slab wide() {
        return wide;
    }

    /** A block of rows of attention scores. */
    Slab scores() {
        return scores;
    }

    /** Their gradients. */
    Slab scoreGradients() {
        return scoreGradients;
    }

    /** A block of rows of logits. */
    Slab logits() {
        return logits;
    }

    /** What a block computes when no backward pass will follow. */
    BlockMemory passing() {
        return passing;
    }

    @Override
    public void close() {
        narrow.close();
        wide.close();
        scores.close();
        scoreGradients.close();
        logits.close();
        passing.close();
    }
}
