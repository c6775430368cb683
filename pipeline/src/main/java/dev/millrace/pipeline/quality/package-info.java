/**
 * Rules that judge a text by counting: words, lines, symbols, repetitions. Each profile is named after the
 * implementation that it equals. Text in, verdicts with measured values and limits out.
 */
package dev.millrace.pipeline.quality;
