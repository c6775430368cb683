/**
 * Main text out of payloads: charset detection, HTML main-content extraction, facts about the page. Payloads come in,
 * documents with text go out.
 */
package dev.millrace.pipeline.extract;
