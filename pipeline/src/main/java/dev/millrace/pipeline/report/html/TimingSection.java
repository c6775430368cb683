package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.Timing;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;

/** How long it took. */
final class TimingSection implements Section {
    @Override
    public String anchor() {
        return "timings";
    }

    @Override
    public String heading() {
        return "Timings";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.timings().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        double longest =
                data.timings().stream().mapToDouble(Timing::seconds).max().orElse(1);
        Table table = Table.begin(page, "Timings", "Stage", "Time", "#Processed", "#Rate");
        for (Timing timing : data.timings()) {
            double share = longest > 0 ? timing.seconds() / longest : 0;
            table.row()
                    .name(timing.stage())
                    .bar(share, "kept", Numerals.seconds(timing.seconds()))
                    .number(timing.unit().isEmpty() ? "–" : count(timing.processed()) + " " + timing.unit())
                    .number(
                            timing.unit().isEmpty()
                                    ? "–"
                                    : Numerals.compact(timing.rate()) + " " + timing.unit() + "/s")
                    .endRow();
        }
        table.end();
    }
}
