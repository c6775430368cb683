package dev.millrace.pipeline.report.html;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;

/** One part of the page, under its own heading. */
interface Section {
    /** Name of its place in the page. */
    String anchor();

    String heading();

    /** Whether there is anything to show. */
    boolean speaksOf(ReportData data);

    /** All below the heading. */
    void write(ReportData data, Markup page);
}
