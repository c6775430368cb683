package dev.millrace.trainer.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who multiplies float32 matrices in this process: oneDNN where it loads, OpenBLAS elsewhere. The system property
 * {@code millrace.gemm} names one of them: auto, openblas or onednn. Said once in the log.
 */
final class ChosenProducts {
    private static final String PROPERTY = "millrace.gemm";

    private static final Logger LOG = LoggerFactory.getLogger(ChosenProducts.class);
    private static final boolean ONEDNN = choose();

    private ChosenProducts() {}

    /** For one thread. */
    static FloatProducts create(Precision precision) {
        FloatProducts exact = ONEDNN ? new OneDnn() : new OpenBlas();
        return precision == Precision.BFLOAT16 ? new Bfloat16(exact) : exact;
    }

    private static boolean choose() {
        String wanted = System.getProperty(PROPERTY, "auto");
        boolean oneDnn = switch (wanted) {
            case "auto" -> OneDnn.missing().isEmpty();
            case "openblas" -> false;
            case "onednn" -> true;
            default ->
                throw new IllegalArgumentException(
                        "Invalid " + PROPERTY + ": " + wanted + " (must be auto, openblas or onednn)");
        };
        if (oneDnn && !OneDnn.missing().isEmpty()) {
            throw new IllegalStateException(PROPERTY + " is onednn, which does not load: " + OneDnn.missing());
        }
        if (oneDnn || wanted.equals("openblas")) {
            LOG.info("Matrix products: {}", oneDnn ? "oneDNN" : "OpenBLAS");
        } else {
            LOG.info("Matrix products: OpenBLAS; oneDNN does not load: {}", OneDnn.missing());
        }
        return oneDnn;
    }
}
