/**
 * The step that everything per document is made of, and the chain that runs many of them in one pass.
 */
package dev.millrace.pipeline.stage;
