package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.share;

import dev.millrace.pipeline.report.JobFunnel;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.chart.Funnel;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.ArrayList;
import java.util.List;

/** How many documents each stage let pass. */
final class FunnelSection implements Section {
    private static final int WIDE = 820;
    private static final int NARROW = 350;

    @Override
    public String anchor() {
        return "funnel";
    }

    @Override
    public String heading() {
        return "Funnel";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.funnel().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        page.leaf(
                "p",
                "Of " + count(data.documentsIn(), "document", "documents") + " read, "
                        + count(data.documentsKept()) + " were kept ("
                        + share(Numerals.share(data.documentsKept(), data.documentsIn()))
                        + "). Every other document was rejected by one named rule and is stored with its reason.",
                "class",
                "lead");
        Funnel funnel = new Funnel("Documents kept and rejected at each stage", rows(data.funnel()));
        page.open("figure", "class", "wide").add(funnel.draw(WIDE)).close();
        page.open("figure", "class", "narrow").add(funnel.draw(NARROW)).close().line();
        table(data, page);
    }

    private static List<Funnel.Row> rows(List<JobFunnel> jobs) {
        List<Funnel.Row> rows = new ArrayList<>();
        for (JobFunnel job : jobs) {
            if (job.stages().isEmpty()) {
                rows.add(new Funnel.Row(job.job(), "all", job.in(), job.kept()));
            }
            job.stages().forEach(stage -> rows.add(new Funnel.Row(job.job(), stage.stage(), stage.in(), stage.kept())));
        }
        return rows;
    }

    private static void table(ReportData data, Markup page) {
        Table table = Table.begin(page, "Documents by job", "Job", "#In", "#Kept", "#Rejected", "Kept of what came in");
        for (JobFunnel job : data.funnel()) {
            double kept = Numerals.share(job.kept(), job.in());
            table.row()
                    .name(job.job())
                    .number(count(job.in()))
                    .number(count(job.kept()))
                    .number(count(job.rejected()))
                    .bar(kept, "kept", share(kept))
                    .endRow();
        }
        table.end();
    }
}
