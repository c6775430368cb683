package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The chosen records of a range of a WARC file, each told once: as what it holds, or as missing. */
final class IndexedRangeReader implements FileReader {
    private final StoredFile index;
    private final IndexedRange range;
    private final NavigableMap<Long, Long> left;
    private final Optional<FileReader> records;

    IndexedRangeReader(StoredFile index, IndexedRange range, SourceSettings settings) {
        this.index = index;
        this.range = range;
        this.left = new TreeMap<>(range.rows());
        this.records = open(settings);
    }

    private Optional<FileReader> open(SourceSettings settings) {
        String base = settings.index().base();
        Path path = new Path(base.endsWith("/") ? base + range.file() : base + "/" + range.file());
        long length;
        try {
            length = path.getFileSystem(index.hadoop()).getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't look for " + path + ": " + e.getMessage(), e);
        }
        SourceFile warc = new SourceFile(path.toString(), range.file(), length, SourceFormat.WARC);
        SourceSplit split = new SourceSplit(warc, Math.min(range.from(), length), Math.min(range.to(), length));
        return Optional.of(new RecordFileReader(new StoredFile(split, index.hadoop()), new WarcFormat(), settings));
    }

    @Override
    public Optional<Outcome> read() {
        while (records.isPresent()) {
            Optional<Outcome> outcome = records.get().read();
            if (outcome.isEmpty()) {
                break;
            }
            if (left.remove(outcome.get().document().provenance().offset()) != null) {
                return outcome;
            }
        }
        Map.Entry<Long, Long> missing = left.pollFirstEntry();
        if (missing == null) {
            return Optional.empty();
        }
        String rule = records.isPresent() ? "no-document" : "missing-file";
        String detail = "row " + missing.getValue() + " of " + index.source();
        Provenance place = new Provenance(range.file(), missing.getKey(), "");
        return Optional.of(StoredFile.damage(place, Rejection.because(Sources.STAGE, rule, detail)));
    }

    @Override
    public void close() {
        records.ifPresent(FileReader::close);
    }
}
