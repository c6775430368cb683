/**
 * What becomes of a document at a stage: kept, or rejected with a reason. A document is never silently lost.
 */
package dev.millrace.pipeline.outcome;
