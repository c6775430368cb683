package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Records that a file of Common Crawl's columnar index lists and the settings choose, each read as a range of bytes of
 * its WARC file. A document's place is that in the WARC file.
 */
final class IndexReader implements FileReader {
    private static final String DOMAIN = "url_host_registered_domain";
    private static final String LANGUAGES = "content_languages";
    private static final String MEDIA_TYPE = "content_mime_detected";
    private static final String STATUS = "fetch_status";
    private static final String FILE = "warc_filename";
    private static final String OFFSET = "warc_record_offset";
    private static final String LENGTH = "warc_record_length";
    private static final List<String> COLUMNS = List.of(DOMAIN, LANGUAGES, MEDIA_TYPE, STATUS, FILE, OFFSET, LENGTH);
    private static final List<String> NEEDED = List.of(FILE, OFFSET, LENGTH);

    private final StoredFile file;
    private final SourceSettings settings;
    private Optional<ParquetReader<Group>> rows = Optional.empty();
    private Optional<FileReader> record = Optional.empty();
    private long row;
    private boolean ended;

    IndexReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
    }

    @Override
    public Optional<Outcome> read() {
        while (!ended) {
            if (record.isPresent()) {
                Optional<Outcome> outcome = record.get().read();
                if (outcome.isPresent()) {
                    return outcome;
                }
                record.get().close();
                record = Optional.empty();
            }
            Optional<Outcome> damage = nextRow();
            if (damage.isPresent()) {
                return damage;
            }
        }
        return Optional.empty();
    }

    /** Opens the record of the next chosen row; what is damaged is told. */
    private Optional<Outcome> nextRow() {
        try {
            if (rows.isEmpty()) {
                rows = Optional.of(open());
            }
            Group group = rows.get().read();
            if (group == null) {
                ended = true;
                return Optional.empty();
            }
            long ordinal = row++;
            boolean wanted = settings.index()
                    .wants(
                            value(group, DOMAIN),
                            value(group, LANGUAGES),
                            value(group, MEDIA_TYPE),
                            value(group, STATUS));
            return wanted ? open(group, ordinal) : Optional.empty();
        } catch (SourceException | UncheckedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file.file().path() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            ended = true;
            String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            String detail = cause.replace(file.file().path(), file.source());
            return Optional.of(file.damage("damaged-parquet", row, "at row " + row + ": " + detail));
        }
    }

    private Optional<Outcome> open(Group group, long ordinal) {
        String name = value(group, FILE);
        Optional<Long> offset = number(value(group, OFFSET));
        Optional<Long> length = number(value(group, LENGTH));
        if (name.isEmpty() || offset.isEmpty() || length.isEmpty()) {
            return Optional.of(file.damage("broken-index-row", ordinal, "row " + ordinal + " names no record"));
        }
        Provenance place = new Provenance(name, offset.get(), "");
        if (length.get() > settings.maxRecordBytes()) {
            return Optional.of(StoredFile.tooLarge(place, length.get(), settings.maxRecordBytes()));
        }
        String base = settings.index().base();
        String path = base.endsWith("/") ? base + name : base + "/" + name;
        if (!exists(path)) {
            return Optional.of(StoredFile.damage(
                    place,
                    Rejection.because(Sources.STAGE, "missing-file", "row " + ordinal + " of " + file.source())));
        }
        long end = offset.get() + length.get();
        SourceFile warc = new SourceFile(path, name, end, SourceFormat.WARC);
        record = Optional.of(new WarcFileReader(new StoredFile(warc, file.hadoop(), offset.get(), end), settings));
        return Optional.empty();
    }

    private boolean exists(String name) {
        try {
            Path path = new Path(name);
            return path.getFileSystem(file.hadoop()).exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't look for " + name + ": " + e.getMessage(), e);
        }
    }

    private ParquetReader<Group> open() throws IOException {
        MessageType schema;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), file.hadoop()))) {
            schema = reader.getFileMetaData().getSchema();
        }
        List<Type> wanted = new ArrayList<>();
        for (Type column : schema.getFields()) {
            if (COLUMNS.contains(column.getName())) {
                wanted.add(column);
            }
        }
        for (String needed : NEEDED) {
            if (!schema.containsField(needed)) {
                throw new SourceException(
                        "source.format: " + file.file().path() + " is no index of a crawl: it has no column " + needed);
            }
        }
        Configuration configuration = new Configuration(file.hadoop());
        configuration.set(ReadSupport.PARQUET_READ_SCHEMA, new MessageType(schema.getName(), wanted).toString());
        ParquetReader.Builder<Group> builder =
                ParquetReader.builder(new GroupReadSupport(), file.path()).withConf(configuration);
        List<String> domains = settings.index().domains();
        if (!domains.isEmpty() && schema.containsField(DOMAIN)) {
            Set<Binary> values = new HashSet<>();
            domains.forEach(domain -> values.add(Binary.fromString(domain)));
            builder = builder.withFilter(FilterCompat.get(FilterApi.in(FilterApi.binaryColumn(DOMAIN), values)));
        }
        return builder.build();
    }

    private static String value(Group group, String column) {
        boolean present = group.getType().containsField(column) && group.getFieldRepetitionCount(column) == 1;
        return present ? group.getValueToString(group.getType().getFieldIndex(column), 0) : "";
    }

    private static Optional<Long> number(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    @Override
    public void close() {
        ended = true;
        record.ifPresent(FileReader::close);
        if (rows.isPresent()) {
            try {
                rows.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("Can't close " + file.file().path() + ": " + e.getMessage(), e);
            }
        }
    }
}
