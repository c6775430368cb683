package dev.millrace.trainer.kernel;

import dev.millrace.trainer.kernel.vector.VectorRows;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses, once, how rows are swept: by the Vector API where its module is there, in plain Java elsewhere. */
final class Rows {
    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);
    private static final String MODULE = "jdk.incubator.vector";
    /** {@code plain} leaves the Vector API alone. */
    private static final String CHOICE = "millrace.rows";

    private static final boolean VECTORS = isThere() && !"plain".equals(System.getProperty(CHOICE));

    static {
        LOG.info("Row kernels: {}", create().name());
    }

    private Rows() {}

    /** For one thread. */
    static RowMath create() {
        return VECTORS ? new VectorRows() : new PlainRows();
    }

    private static boolean isThere() {
        return Optional.ofNullable(Rows.class.getModule().getLayer())
                .or(() -> Optional.of(ModuleLayer.boot()))
                .flatMap(layer -> layer.findModule(MODULE))
                .isPresent();
    }
}
