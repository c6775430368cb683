package dev.millrace.pipeline.report.html;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;

/** How long the documents are. */
final class LengthSection implements Section {
    @Override
    public String anchor() {
        return "lengths";
    }

    @Override
    public String heading() {
        return "Lengths";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.texts().lengths().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        page.leaf(
                "p",
                "Documents by the length of their text, those kept in the end and those rejected on the way.",
                "class",
                "lead");
        Histograms.write(data.texts().lengths(), page);
    }
}
