package dev.millrace.pipeline.extract;

/** A page has more nodes than are let into memory. */
public final class PageTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int nodes;
    private final int limit;

    PageTooLargeException(int nodes, int limit) {
        super("The page has " + nodes + " nodes (at most " + limit + " are read)");
        this.nodes = nodes;
        this.limit = limit;
    }

    public int nodes() {
        return nodes;
    }

    public int limit() {
        return limit;
    }
}
