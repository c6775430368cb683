package dev.millrace.pipeline.source;

import dev.millrace.pipeline.outcome.Outcome;
import java.io.Closeable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the documents that begin within a split of one file. Damage becomes a rejection; only a failing file system throws. */
interface FileReader extends Closeable {

    /** The next document, or the next damage; empty at the end of the file. */
    Optional<Outcome> read();

    @Override
    void close();

    static FileReader open(SourceSplit split, SourceSettings settings, Configuration hadoop) {
        SourceFile file = split.file();
        StoredFile stored = new StoredFile(split, hadoop);
        if (FileNames.isTar(file.path())) {
            return new TarFileReader(stored, settings);
        }
        if (FileNames.isArchive(file.path())) {
            return new ArchiveReader(stored, settings);
        }
        return switch (file.format()) {
            case WARC -> new RecordFileReader(stored, new WarcFormat(), settings);
            case ARC -> new RecordFileReader(stored, new ArcFormat(), settings);
            case WIKIPEDIA -> new WikipediaReader(stored, settings);
            case INDEX -> new IndexReader(stored, settings);
            case HTML, TEXT, CODE -> new WholeFileReader(stored, settings);
            case JSONL -> new JsonLinesReader(stored, settings);
            case PARQUET -> new ParquetRowReader(stored, settings);
            case AUTO -> throw new IllegalArgumentException("Unresolved format of " + file.path());
        };
    }
}
