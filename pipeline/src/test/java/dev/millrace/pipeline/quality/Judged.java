package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Stage;

/** Short texts before a stage. */
final class Judged {
    private Judged() {}

    static Document document(String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
    }

    static Rejection rejection(Stage stage, String text) {
        Outcome outcome = stage.apply(document(text));
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).rejection();
    }
}
