package dev.millrace.pipeline.stage;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.Serializable;

/**
 * One step of the pipeline for one document. A stage is a pure function of the document and of its own settings:
 * no clock, no randomness, no state between documents that could change an outcome. Instances are used by one
 * thread at a time and travel to executors by Java serialisation; what can't travel is built on first use.
 */
public interface Stage extends Serializable {

    /** Name in configurations, ledgers and reports: lower case with hyphens. */
    String name();

    /** Never null; rejects rather than throws on bad input. */
    Outcome apply(Document document);
}
