package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to read.
 *
 * @param inputs files, directories (read with all that lies below) and globs, on any Hadoop file system
 * @param format of every file; {@link SourceFormat#AUTO} tells by the name
 * @param maxRecordBytes longest record, entry, line or file read as a document, uncompressed; longer ones are rejected
 * @param unitBytes small files are grouped into units of work of about this many bytes
 * @param unitFiles and of at most this many files
 * @param textField of JSON lines and Parquet, dotted for nested fields ({@code metadata.body})
 * @param uriField field that holds the document's address
 * @param idField field that holds the document's own id, kept as attribute {@code source-id}
 * @param attributeFields further fields to keep as attributes under their own names
 * @param wikiNamespaces namespaces of a wiki whose pages are read; 0 holds its articles
 * @param index which records of a crawl's index are read
 */
public record SourceSettings(
        List<String> inputs,
        SourceFormat format,
        long maxRecordBytes,
        long unitBytes,
        int unitFiles,
        String textField,
        Optional<String> uriField,
        Optional<String> idField,
        List<String> attributeFields,
        List<Integer> wikiNamespaces,
        IndexSelection index)
        implements Serializable {
    private static final long LARGEST_RECORD = 1L << 30;

    public SourceSettings {
        inputs = List.copyOf(inputs);
        attributeFields = List.copyOf(attributeFields);
        wikiNamespaces = List.copyOf(wikiNamespaces);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("Invalid inputs: none (name at least one file, directory or glob)");
        }
        if (maxRecordBytes <= 0 || maxRecordBytes > LARGEST_RECORD) {
            throw new IllegalArgumentException(
                    "Invalid maxRecordBytes: " + maxRecordBytes + " (must be 1 to " + LARGEST_RECORD + ")");
        }
        if (unitBytes <= 0) {
            throw new IllegalArgumentException("Invalid unitBytes: " + unitBytes + " (must be > 0)");
        }
        if (unitFiles <= 0) {
            throw new IllegalArgumentException("Invalid unitFiles: " + unitFiles + " (must be > 0)");
        }
        if (textField.isEmpty()) {
            throw new IllegalArgumentException("Invalid textField: \"\" (must name a field)");
        }
    }

    /** AUTO format, 32 MiB records, units of 32 MiB or 1,000 files, fields {@code text}, {@code url}, {@code id}. */
    public static SourceSettings of(List<String> inputs) {
        return new SourceSettings(
                inputs,
                SourceFormat.AUTO,
                32L << 20,
                32L << 20,
                1000,
                "text",
                Optional.of("url"),
                Optional.of("id"),
                List.of(),
                List.of(0),
                IndexSelection.defaults());
    }

    /** Optionals don't travel to executors; what they hold does. */
    private Object writeReplace() {
        return new Travelling(
                inputs,
                format,
                maxRecordBytes,
                unitBytes,
                unitFiles,
                textField,
                uriField.orElse(null),
                idField.orElse(null),
                attributeFields,
                wikiNamespaces,
                index);
    }

    private record Travelling(
            List<String> inputs,
            SourceFormat format,
            long maxRecordBytes,
            long unitBytes,
            int unitFiles,
            String textField,
            String uriField,
            String idField,
            List<String> attributeFields,
            List<Integer> wikiNamespaces,
            IndexSelection index)
            implements Serializable {
        private Object readResolve() {
            return new SourceSettings(
                    inputs,
                    format,
                    maxRecordBytes,
                    unitBytes,
                    unitFiles,
                    textField,
                    Optional.ofNullable(uriField),
                    Optional.ofNullable(idField),
                    attributeFields,
                    wikiNamespaces,
                    index);
        }
    }
}
