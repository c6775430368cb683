/**
 * Which documents are the same, or nearly: fingerprints, MinHash signatures and their bands, and who survives.
 * Text and numbers in, numbers out; the joins over a corpus live in {@code spark}.
 */
package dev.millrace.pipeline.dedupe;
