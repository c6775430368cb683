package dev.millrace.pipeline.stage;

/**
 * A file that a stage needs can't be had or used: no fault of any document, so it ends the work instead of rejecting
 * documents. One line, with the file and the place in it.
 */
public final class ResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ResourceException(String message) {
        super(message);
    }

    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
