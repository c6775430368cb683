package dev.millrace.pipeline.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).isNear(row)) {
                ranges.set(last, ranges.get(last).with(row));
            } else {
                ranges.add(new IndexedRange(row.file(), new TreeMap<>(Map.of(row.offset(), row.row())), end(row)));
            }
        }
        return ranges;
    }

    /** The same rows and one more. */
    private IndexedRange with(Row row) {
        rows.put(row.offset(), row.row());
        return new IndexedRange(file, rows, Math.max(to, end(row)));
    }

    private boolean isNear(Row row) {
        return file.equals(row.file()) && row.offset() - to <= NEAR;
    }

    private static long end(Row row) {
        return row.offset() + row.length();
    }
}
