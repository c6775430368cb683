package dev.millrace.pipeline.stage;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;

/** A stage that edits and never rejects. */
public interface Transform extends Stage {

    Document edit(Document document);

    @Override
    default Outcome apply(Document document) {
        return Outcome.kept(edit(document));
    }
}
