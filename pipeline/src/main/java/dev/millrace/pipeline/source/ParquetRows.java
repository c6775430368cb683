package dev.millrace.pipeline.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** Rows of a Parquet file, of those row groups that have their middles within a split. */
final class ParquetRows implements Closeable {
    /** What is asked of a file. */
    interface Query {
        /** The columns to read. */
        MessageType projection(MessageType schema);

        /** What rows must fulfil; row groups and pages that can't hold such rows are not read. */
        FilterCompat.Filter filter(MessageType schema);
    }

    private final StoredFile file;
    private final Query query;
    private Optional<ParquetReader<Group>> rows = Optional.empty();
    private long row = -1;
    private boolean ended;

    ParquetRows(StoredFile file, Query query) {
        this.file = file;
        this.query = query;
        this.ended = file.length() == 0;
    }

    /** Place in the file of the row that was read last. */
    long row() {
        return row;
    }

    /**
     * The next row; empty at the end.
     *
     * @throws RunInput.DamagedException when the file is broken here; nothing can be read after it
     */
    Optional<Group> next() throws RunInput.DamagedException {
        if (ended) {
            return Optional.empty();
        }
        try {
            if (rows.isEmpty()) {
                rows = Optional.of(open());
            }
            Group group = rows.get().read();
            ended = group == null;
            row = ended ? row : rows.get().getCurrentRowIndex();
            return Optional.ofNullable(group);
        } catch (SourceException | UncheckedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file.path() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            ended = true;
            throw new RunInput.DamagedException(
                    new ByteRun.Boundary.Damage(row + 1, "damaged-parquet", "at row " + (row + 1) + ": " + cause(e)));
        }
    }

    /** Parquet names the file by its full path, which must not reach a document. */
    private String cause(RuntimeException e) {
        String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return cause.replace(file.split().file().path(), file.source());
    }

    private ParquetReader<Group> open() throws IOException {
        MessageType schema;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), file.hadoop()))) {
            schema = reader.getFileMetaData().getSchema();
        }
        var configuration = new Configuration(file.hadoop());
        configuration.set(
                ReadSupport.PARQUET_READ_SCHEMA, query.projection(schema).toString());
        return ParquetReader.builder(new GroupReadSupport(), file.path())
                .withConf(configuration)
                .withFilter(query.filter(schema))
                .withFileRange(file.split().from(), file.split().to())
                .build();
    }

    @Override
    public void close() {
        ended = true;
        try {
            if (rows.isPresent()) {
                rows.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't close " + file.path() + ": " + e.getMessage(), e);
        }
    }
}
