package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Rows of a Parquet file; the offset of a document is its row. */
final class ParquetRowReader implements FileReader {
    private final StoredFile file;
    private final SourceSettings settings;
    private final ParquetFields fields;
    private Optional<ParquetReader<Group>> rows = Optional.empty();
    private long row;
    private boolean ended;

    ParquetRowReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
        this.fields = new ParquetFields(file, settings);
    }

    @Override
    public Optional<Outcome> read() {
        if (ended || file.file().length() == 0) {
            return Optional.empty();
        }
        try {
            if (rows.isEmpty()) {
                rows = Optional.of(open());
            }
            Group group = rows.get().read();
            if (group == null) {
                ended = true;
                return Optional.empty();
            }
            return Optional.of(read(group, row++));
        } catch (SourceException | UncheckedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file.file().path() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            ended = true;
            String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of(file.damage("damaged-parquet", row, "at row " + row + ": " + shortened(cause)));
        }
    }

    /** Parquet names the file by its full path, which must not reach a document. */
    private String shortened(String cause) {
        return cause.replace(file.file().path(), file.source());
    }

    private ParquetReader<Group> open() throws IOException {
        var configuration = new org.apache.hadoop.conf.Configuration(file.hadoop());
        configuration.set(
                org.apache.parquet.hadoop.api.ReadSupport.PARQUET_READ_SCHEMA,
                fields.projection().toString());
        return ParquetReader.builder(new GroupReadSupport(), file.path())
                .withConf(configuration)
                .build();
    }

    private Outcome read(Group group, long ordinal) {
        String uri =
                settings.uriField().flatMap(name -> fields.value(group, name)).orElse("");
        Provenance place = new Provenance(file.source(), ordinal, uri);
        Optional<String> text = fields.value(group, settings.textField());
        if (text.isEmpty()) {
            return StoredFile.damage(
                    place,
                    Rejection.because(
                            Sources.STAGE, "no-text-field", "row " + ordinal + ": no text in " + settings.textField()));
        }
        byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > settings.maxRecordBytes()) {
            return StoredFile.tooLarge(place, bytes.length, settings.maxRecordBytes());
        }
        Document document = Document.of(DocumentId.of(place.source(), ordinal, bytes), place, text.get());
        Optional<String> sourceId = settings.idField().flatMap(name -> fields.value(group, name));
        if (sourceId.isPresent()) {
            document = document.withAttribute(Sources.SOURCE_ID, sourceId.get());
        }
        for (String name : settings.attributeFields()) {
            Optional<String> value = fields.value(group, name);
            if (value.isPresent()) {
                document = document.withAttribute(name, value.get());
            }
        }
        return Outcome.kept(document);
    }

    @Override
    public void close() {
        if (rows.isPresent()) {
            try {
                rows.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("Can't close " + file.file().path() + ": " + e.getMessage(), e);
            }
        }
    }
}
