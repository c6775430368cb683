package dev.millrace.trainer.kernel;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** A piece of memory that is made at its first use, kept from step to step, and replaced when more is asked of it. */
public final class Slab implements AutoCloseable {
    private final DataType type;
    private Optional<Region> region = Optional.empty();

    /** Numbers of this type; nothing is allocated yet. */
    public Slab(DataType type) {
        this.type = type;
    }

    /** A matrix over the slab's first elements, as they were left unless the slab had to grow. */
    @SuppressWarnings("try") // the scope is what matters
    public Matrix matrix(int rows, int columns) {
        long needed = Math.max(1, (long) rows * columns);
        if (region.isEmpty() || region.get().length() < needed) {
            close();
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                region = Optional.of(Region.of(Nd4j.createUninitialized(type, needed)));
            }
        }
        return region.get().matrix(rows, columns);
    }

    @Override
    public void close() {
        region.ifPresent(Region::close);
        region = Optional.empty();
    }
}
