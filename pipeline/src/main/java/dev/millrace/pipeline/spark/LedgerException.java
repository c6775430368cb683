package dev.millrace.pipeline.spark;

/** A stage lost documents or made some up; it is not committed. */
public final class LedgerException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }
}
