package dev.millrace.trainer.kernel;

import dev.millrace.trainer.kernel.vector.VectorRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What computes rows in this process: the Vector API where Java was started with its module, plain Java elsewhere. The
 * system property {@code millrace.rows} forces it: auto or plain. Said once in the log.
 */
final class ChosenRows {
    private static final String PROPERTY = "millrace.rows";
    private static final String MODULE = "jdk.incubator.vector";

    private static final Logger LOG = LoggerFactory.getLogger(ChosenRows.class);
    private static final boolean VECTORS = choose();

    private ChosenRows() {}

    /** For one thread. */
    static RowMath create() {
        return VECTORS ? new VectorRows() : new PlainRows();
    }

    private static boolean choose() {
        String wanted = System.getProperty(PROPERTY, "auto");
        if (!wanted.equals("auto") && !wanted.equals("plain")) {
            throw new IllegalArgumentException("Invalid " + PROPERTY + ": " + wanted + " (must be auto or plain)");
        }
        if (wanted.equals("plain")) {
            LOG.info("Rows: plain Java, as {} says", PROPERTY);
            return false;
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.warn("Rows: plain Java; vector instructions need --add-modules {}", MODULE);
            return false;
        }
        LOG.info("Rows: {}", new VectorRows().description());
        return true;
    }
}
