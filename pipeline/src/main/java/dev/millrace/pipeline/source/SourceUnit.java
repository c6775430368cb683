package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.List;

/**
 * What one task reads in one go: one big file, or several small ones. The grouping depends on the input and the
 * settings alone.
 *
 * @param ordinal place among all units, from 0
 * @param files sorted by source
 */
public record SourceUnit(int ordinal, List<SourceFile> files) implements Serializable {
    public SourceUnit {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(SourceFile::length).sum();
    }
}
