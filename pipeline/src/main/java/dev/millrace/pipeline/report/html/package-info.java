/**
 * The report as one self-contained page. A section is a class; {@link dev.millrace.pipeline.report.html.HtmlReport}
 * puts them together.
 */
package dev.millrace.pipeline.report.html;
