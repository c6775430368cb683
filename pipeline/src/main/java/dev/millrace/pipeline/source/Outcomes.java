package dev.millrace.pipeline.source;

import dev.millrace.pipeline.outcome.Outcome;
import java.io.Closeable;
import java.util.Iterator;

/**
 * Documents of a unit in their order of storage: kept as they were found, or rejected for damage. A failing file system
 * (not a damaged file) throws {@link java.io.UncheckedIOException}, so that the task is tried again.
 */
public interface Outcomes extends Iterator<Outcome>, Closeable {
    @Override
    void close();
}
