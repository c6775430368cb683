package dev.millrace.jobs.job;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.StageReport;

/** Summary of a stage that makes something other than documents: all its figures. */
final class StageFigures {
    private StageFigures() {}

    static Summary of(String command, StageReport report) {
        Summary summary = new Summary(command, report.manifest().ledger().in(), "documents", report.seconds());
        for (var figure : report.manifest().figures().entrySet()) {
            summary = summary.with(figure.getKey(), number(figure.getValue()));
        }
        return StageSummary.marked(summary, report);
    }

    /** Counts come as doubles. */
    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }
}
