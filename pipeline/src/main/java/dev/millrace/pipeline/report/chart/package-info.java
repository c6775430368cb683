/**
 * Charts as inline SVG: axes, bars, lines and the funnel. They take numbers and labels, and know no report.
 */
package dev.millrace.pipeline.report.chart;
