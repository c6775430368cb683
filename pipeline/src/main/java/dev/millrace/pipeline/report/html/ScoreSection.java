package dev.millrace.pipeline.report.html;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;

/** How the measures spread, beside their limits. */
final class ScoreSection implements Section {
    @Override
    public String anchor() {
        return "scores";
    }

    @Override
    public String heading() {
        return "Scores";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.texts().scores().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        page.leaf(
                "p",
                "What the stages measured. The upright lines are the limits that rejections named: they show where another limit would cut.",
                "class",
                "lead");
        Histograms.write(data.texts().scores(), page);
    }
}
