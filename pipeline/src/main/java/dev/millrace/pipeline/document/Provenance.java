package dev.millrace.pipeline.document;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where a document came from.
 *
 * @param source path of the file below its input root, with {@code !/entry} for a member of an archive
 * @param offset place of the record within the source: bytes (of the compressed file where records are compressed
 *     one by one), or the ordinal of an entry or row where bytes mean nothing
 * @param uri address that the source states for the document; empty when it states none
 */
public record Provenance(String source, long offset, String uri) implements Serializable {
    public Provenance {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(uri, "uri");
        if (offset < 0) {
            throw new IllegalArgumentException("Invalid offset: " + offset + " (must be >= 0)");
        }
    }

    @Override
    public String toString() {
        return source + "@" + offset;
    }
}
