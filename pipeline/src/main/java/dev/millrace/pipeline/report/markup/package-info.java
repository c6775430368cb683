/**
 * Well-formed, escaped markup and the numerals written into it. Nothing of reports or charts may come in.
 */
package dev.millrace.pipeline.report.markup;
