/**
 * What flows through the pipeline: a document, where it came from and what was measured on it.
 * Plain serialisable data; nothing here reads, judges or edits.
 */
package dev.millrace.pipeline.document;
