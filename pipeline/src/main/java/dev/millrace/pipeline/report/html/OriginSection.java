package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.bytes;
import static dev.millrace.pipeline.report.markup.Numerals.count;

import dev.millrace.pipeline.report.Origin.CommittedStage;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.StringJoiner;

/** What the figures were made from. */
final class OriginSection implements Section {
    @Override
    public String anchor() {
        return "origin";
    }

    @Override
    public String heading() {
        return "Provenance";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.origin().stages().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        page.leaf(
                "p",
                "A stage's key is the digest of its configuration and of what it read: the same key, the same bytes.",
                "class",
                "lead");
        Table table = Table.begin(page, "Committed stages", "Stage", "#Files", "#Size", "Key", "Configuration");
        for (CommittedStage stage : data.origin().stages()) {
            table.row()
                    .name(stage.name())
                    .number(count(stage.files()))
                    .number(bytes(stage.bytes()))
                    .code(stage.key())
                    .code(stage.configuration())
                    .endRow();
        }
        table.end();
        StringJoiner versions = new StringJoiner(" · ");
        data.origin().versions().forEach((name, version) -> versions.add(name + " " + version));
        if (versions.length() > 0) {
            page.leaf("p", versions.toString(), "class", "muted more");
        }
    }
}
