package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.share;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.TextFigures.PersonalData;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;

/** What personal data was found. */
final class PrivacySection implements Section {
    @Override
    public String anchor() {
        return "privacy";
    }

    @Override
    public String heading() {
        return "Personal data";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.texts().privacy().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        Table table = Table.begin(page, "Personal data", "Kind", "#Places", "#Documents", "Share of documents read");
        for (PersonalData kind : data.texts().privacy()) {
            double share = Numerals.share(kind.documents(), data.documentsIn());
            table.row()
                    .name(kind.kind())
                    .number(count(kind.found()))
                    .number(count(kind.documents()))
                    .bar(share, "rejected", share(share))
                    .endRow();
        }
        table.end();
    }
}
