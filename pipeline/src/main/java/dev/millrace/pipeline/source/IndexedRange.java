package dev.millrace.pipeline.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Chosen records of one file that lie close together, to be read in one go.
 *
 * @param file as the index names it
 * @param rows of the index, by the offsets of their records
 * @param to byte that the last record ends before
 */
record IndexedRange(String file, NavigableMap<Long, Long> rows, long to) {
    /** Reading on costs less than asking anew; the records of a page's request and metadata lie between. */
    private static final long NEAR = 1 << 16;

    /** One row of an index. */
    record Row(String file, long offset, long length, long row) {}

    long from() {
        return rows.firstKey();
    }

    static List<IndexedRange> of(List<Row> chosen) {
        List<Row> sorted = new ArrayList<>(chosen);
        sorted.sort(Comparator.comparing(Row::file).thenComparing(Row::offset));
        List<IndexedRange> ranges = new ArrayList<>();
        for (Row row : sorted) {
            IndexedRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.isNear(row)) {
                last.rows().put(row.offset(), row.row());
                ranges.set(
                        ranges.size() - 1, new IndexedRange(last.file(), last.rows(), Math.max(last.to(), end(row))));
            } else {
                NavigableMap<Long, Long> rows = new TreeMap<>();
                rows.put(row.offset(), row.row());
                ranges.add(new IndexedRange(row.file(), rows, end(row)));
            }
        }
        return ranges;
    }

    private boolean isNear(Row row) {
        return file.equals(row.file()) && row.offset() - to <= NEAR;
    }

    private static long end(Row row) {
        return row.offset() + row.length();
    }
}
