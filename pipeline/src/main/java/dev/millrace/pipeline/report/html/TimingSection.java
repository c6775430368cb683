package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.Timing;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.Map;

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
        for (Timing timing : data.timings()) {
            if (!timing.costs().isEmpty()) {
                page.leaf("h3", "What each stage of " + timing.stage() + " cost");
                costs(timing, page);
            }
        }
    }

    private static void costs(Timing timing, Markup page) {
        double total = timing.costs().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        Table table = Table.begin(
                page, "Costs of " + timing.stage(), "Stage", "Processor time", "#Share", "#Read a core-second");
        timing.costs().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(cost -> cost(cost.getKey(), cost.getValue(), total, timing.bytes(), table));
        cost("all", total, total, timing.bytes(), table);
        table.end();
    }

    private static void cost(String stage, double seconds, double total, long bytes, Table table) {
        double share = total > 0 ? seconds / total : 0;
        table.row()
                .name(stage)
                .bar(share, "kept", Numerals.seconds(seconds))
                .number(Numerals.share(share))
                .number(bytes > 0 && seconds > 0 ? Numerals.bytes((long) (bytes / seconds)) : "–")
                .endRow();
    }
}
