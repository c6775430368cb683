/**
 * Which text trains and which one validates or tests: documents by hash of their text, so that equal texts stay
 * together, or characters by their place in the document.
 */
package dev.millrace.pipeline.split;
