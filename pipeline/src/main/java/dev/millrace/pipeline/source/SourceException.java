package dev.millrace.pipeline.source;

/** The input as configured can't be read at all: one line that names the configuration key and the path. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }
}
