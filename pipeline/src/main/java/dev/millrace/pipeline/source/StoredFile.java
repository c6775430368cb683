package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file to be read, and the way to speak of places in it.
 *
 * @param from first byte to read
 * @param to byte to stop before
 */
record StoredFile(SourceFile file, Configuration hadoop, long from, long to) {

    StoredFile(SourceFile file, Configuration hadoop) {
        this(file, hadoop, 0, Long.MAX_VALUE);
    }

    StoredInput open() {
        try {
            StoredInput in =
                    new StoredInput(file.path(), path().getFileSystem(hadoop).open(path()), to);
            if (from > 0) {
                in.seek(from);
            }
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't open " + file.path() + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return new Path(file.path());
    }

    String source() {
        return file.source();
    }

    /** Damage at a place where there is no whole record: the document is empty, its id tells place and rule apart. */
    Outcome damage(String rule, long offset, String detail) {
        return damage(new Provenance(source(), offset, ""), Rejection.because(Sources.STAGE, rule, detail));
    }

    static Outcome damage(Provenance place, Rejection rejection) {
        byte[] rule = rejection.rule().getBytes(StandardCharsets.UTF_8);
        DocumentId id = DocumentId.of(place.source(), place.offset(), rule);
        return Outcome.rejected(Document.of(id, place, ""), rejection);
    }

    /** A whole document that is rejected. */
    static Outcome judged(Provenance place, Content.Payload payload, Rejection rejection) {
        return Outcome.rejected(Document.of(place, payload), rejection);
    }

    static Outcome tooLarge(Provenance place, long measured, long limit) {
        return damage(place, Rejection.measured(Sources.STAGE, "record-too-large", (double) measured, (double) limit));
    }
}
