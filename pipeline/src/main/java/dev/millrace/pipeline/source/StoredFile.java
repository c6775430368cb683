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

/** A file of which a split is read, and the way to speak of places in it. */
record StoredFile(SourceSplit split, Configuration hadoop) {

    /** The file from its first byte on, whatever the split is. */
    StoredInput open() {
        try {
            return new StoredInput(path(), path().getFileSystem(hadoop).open(path()), length());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't open " + path() + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return new Path(split.file().path());
    }

    String source() {
        return split.file().source();
    }

    long length() {
        return split.file().length();
    }

    /** Whether reading begins with the file itself. */
    boolean isFirst() {
        return split.from() == 0;
    }

    /** Whether what begins here belongs to the split; offsets of a file that has no length yet are all its own. */
    boolean holds(long offset) {
        return offset >= split.from() && (offset < split.to() || split.to() == length());
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
