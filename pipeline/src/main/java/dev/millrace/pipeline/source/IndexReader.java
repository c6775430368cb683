package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;

/**
 * Records that a file of Common Crawl's columnar index lists and the settings choose, read as ranges of bytes of their
 * WARC files. A document's place is that in the WARC file.
 */
final class IndexReader implements FileReader {
    /** Rows that are put in the order of their records before these are read. */
    private static final int BATCH = 1 << 16;

    private final StoredFile file;
    private final SourceSettings settings;
    private final ParquetRows rows;
    private final Deque<Outcome> found = new ArrayDeque<>();
    private final Deque<IndexedRange> ranges = new ArrayDeque<>();
    private Optional<FileReader> range = Optional.empty();
    private boolean more = true;

    IndexReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
        this.rows = new ParquetRows(file, new IndexQuery(file, settings.index()));
    }

    @Override
    public Optional<Outcome> read() {
        while (found.isEmpty() && (more || range.isPresent() || !ranges.isEmpty())) {
            if (range.isPresent()) {
                range.get().read().ifPresentOrElse(found::addLast, this::endRange);
            } else if (!ranges.isEmpty()) {
                range = Optional.of(new IndexedRangeReader(file, ranges.pollFirst(), settings));
            } else {
                choose();
            }
        }
        return Optional.ofNullable(found.pollFirst());
    }

    private void endRange() {
        range.ifPresent(FileReader::close);
        range = Optional.empty();
    }

    private void choose() {
        List<IndexedRange.Row> chosen = new ArrayList<>();
        try {
            while (more && chosen.size() < BATCH) {
                Optional<Group> row = rows.next();
                more = row.isPresent();
                row.flatMap(this::record).ifPresent(chosen::add);
            }
        } catch (RunInput.DamagedException e) {
            more = false;
            found.addLast(file.damage(
                    e.damage().rule(), e.damage().offset(), e.damage().detail()));
        }
        ranges.addAll(IndexedRange.of(chosen));
    }

    private Optional<IndexedRange.Row> record(Group row) {
        String name = value(row, IndexQuery.FILE);
        Optional<Long> offset = number(value(row, IndexQuery.OFFSET));
        Optional<Long> length = number(value(row, IndexQuery.LENGTH));
        if (name.isEmpty() || offset.isEmpty() || length.isEmpty()) {
            found.addLast(file.damage("broken-index-row", rows.row(), "row " + rows.row() + " names no record"));
            return Optional.empty();
        }
        if (length.get() > settings.maxRecordBytes()) {
            Provenance place = new Provenance(name, offset.get(), "");
            found.addLast(StoredFile.tooLarge(place, length.get(), settings.maxRecordBytes()));
            return Optional.empty();
        }
        return Optional.of(new IndexedRange.Row(name, offset.get(), length.get(), rows.row()));
    }

    private static String value(Group row, String column) {
        return row.getFieldRepetitionCount(column) == 1
                ? row.getValueToString(row.getType().getFieldIndex(column), 0)
                : "";
    }

    private static Optional<Long> number(String digits) {
        return RecordFormat.isNumber(digits) && digits.length() <= 18
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }

    @Override
    public void close() {
        endRange();
        rows.close();
    }
}
