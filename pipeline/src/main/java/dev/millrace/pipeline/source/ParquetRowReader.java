package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.parquet.example.data.Group;

/** Rows of a Parquet file; the offset of a document is its row. */
final class ParquetRowReader implements FileReader {
    private final StoredFile file;
    private final SourceSettings settings;
    private final ParquetFields fields;
    private final ParquetRows rows;

    ParquetRowReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
        this.fields = new ParquetFields(file, settings);
        this.rows = new ParquetRows(file, fields);
    }

    @Override
    public Optional<Outcome> read() {
        try {
            return rows.next().map(group -> read(group, rows.row()));
        } catch (RunInput.DamagedException e) {
            return Optional.of(file.damage(
                    e.damage().rule(), e.damage().offset(), e.damage().detail()));
        }
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
        rows.close();
    }
}
