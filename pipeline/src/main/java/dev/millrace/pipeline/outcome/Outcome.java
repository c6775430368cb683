package dev.millrace.pipeline.outcome;

import dev.millrace.pipeline.document.Document;
import java.io.Serializable;

/** What became of a document: kept, perhaps edited, or rejected with the reason. */
public sealed interface Outcome extends Serializable {

    Document document();

    record Kept(Document document) implements Outcome {}

    /** The document as it was when it was rejected. */
    record Rejected(Document document, Rejection rejection) implements Outcome {}

    static Outcome kept(Document document) {
        return new Kept(document);
    }

    static Outcome rejected(Document document, Rejection rejection) {
        return new Rejected(document, rejection);
    }
}
