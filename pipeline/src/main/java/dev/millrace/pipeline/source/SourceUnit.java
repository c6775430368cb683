package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.List;

/**
 * What one task reads in one go: a stretch of a big file, or several small files. The grouping depends on the input and
 * the settings alone, and what is read does not depend on the grouping.
 *
 * @param ordinal place among all units, from 0
 * @param splits sorted by source and place
 */
public record SourceUnit(int ordinal, List<SourceSplit> splits) implements Serializable {
    public SourceUnit {
        splits = List.copyOf(splits);
    }

    public long bytes() {
        return splits.stream().mapToLong(SourceSplit::length).sum();
    }
}
