package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.share;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.SourceFigures;
import dev.millrace.pipeline.report.SourceFigures.Damage;
import dev.millrace.pipeline.report.SourceFigures.Flow;
import dev.millrace.pipeline.report.SourceFigures.Ranking;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;

/** Where documents came from, and what could not be read. */
final class SourceSection implements Section {
    @Override
    public String anchor() {
        return "sources";
    }

    @Override
    public String heading() {
        return "Sources";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.sources().files().largest().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        SourceFigures sources = data.sources();
        ranking("Input file", sources.files(), page);
        if (!sources.hosts().largest().isEmpty()) {
            page.leaf("h3", "Hosts");
            ranking("Host", sources.hosts(), page);
        }
        if (!sources.damage().isEmpty()) {
            page.leaf("h3", "Damage");
            damage(sources, page);
        }
    }

    private static void ranking(String name, Ranking ranking, Markup page) {
        Table table = Table.begin(page, name + "s", name, "#Read", "#Kept", "Kept of what was read");
        for (Flow flow : ranking.largest()) {
            double kept = Numerals.share(flow.kept(), flow.in());
            table.row()
                    .name(flow.name())
                    .number(count(flow.in()))
                    .number(count(flow.kept()))
                    .bar(kept, "kept", share(kept))
                    .endRow();
        }
        table.end();
        long more = ranking.total() - ranking.largest().size();
        if (more > 0) {
            page.leaf("p", "The largest of " + count(ranking.total()) + ".", "class", "muted more");
        }
    }

    private static void damage(SourceFigures sources, Markup page) {
        Table table = Table.begin(page, "Damaged places", "Source", "#Offset", "Rule", "What was found");
        for (Damage damage : sources.damage()) {
            table.row()
                    .name(damage.source())
                    .number(count(damage.offset()))
                    .text(damage.rule())
                    .text(damage.detail())
                    .endRow();
        }
        table.end();
    }
}
