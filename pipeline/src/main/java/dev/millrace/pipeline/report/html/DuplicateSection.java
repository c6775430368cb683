package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.significant;

import dev.millrace.pipeline.report.DuplicateFigures;
import dev.millrace.pipeline.report.DuplicateFigures.Cluster;
import dev.millrace.pipeline.report.DuplicateFigures.Member;
import dev.millrace.pipeline.report.DuplicateFigures.SizeBin;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;

/** Which documents were copies of others. */
final class DuplicateSection implements Section {
    @Override
    public String anchor() {
        return "duplicates";
    }

    @Override
    public String heading() {
        return "Duplicates";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return data.duplicates().filter(figures -> figures.clusters() > 0).isPresent();
    }

    @Override
    public void write(ReportData data, Markup page) {
        DuplicateFigures figures = data.duplicates().orElseThrow();
        page.leaf(
                "p",
                count(figures.duplicates(), "document was a copy", "documents were copies")
                        + " of another, in " + count(figures.clusters(), "cluster", "clusters")
                        + ". One document of each stayed.",
                "class",
                "lead");
        sizes(figures, page);
        if (!figures.largest().isEmpty()) {
            page.leaf("h3", "Largest clusters");
        }
        figures.largest().forEach(cluster -> write(cluster, page));
    }

    private static void sizes(DuplicateFigures figures, Markup page) {
        long most = figures.sizes().stream().mapToLong(SizeBin::clusters).max().orElse(1);
        Table table = Table.begin(page, "Clusters by size", "Documents in a cluster", "Clusters");
        for (SizeBin bin : figures.sizes()) {
            String size = bin.from() == bin.to() ? count(bin.from()) : count(bin.from()) + " – " + count(bin.to());
            table.row()
                    .name(size)
                    .bar(Numerals.share(bin.clusters(), most), "rejected", count(bin.clusters()))
                    .endRow();
        }
        table.end();
    }

    private static void write(Cluster cluster, Markup page) {
        page.open("details", "class", "rule cluster").open("summary");
        page.open("span", "class", "rule-name");
        page.leaf(
                "b",
                cluster.survivor()
                        .map(DuplicateSection::place)
                        .orElse("the document that stayed is not among the kept"));
        page.close().leaf("span", count(cluster.size(), "document", "documents"), "class", "rule-count");
        page.close();
        cluster.survivor().ifPresent(survivor -> write(survivor, "stayed", page));
        for (Member member : cluster.members()) {
            String how = member.rule()
                    + member.similarity()
                            .map(value -> ", similarity " + significant(value, 3))
                            .orElse("");
            write(member, how, page);
        }
        long more = cluster.size() - 1 - cluster.members().size();
        if (more > 0) {
            page.leaf("p", "and " + count(more) + " more", "class", "muted more");
        }
        page.close().line();
    }

    private static void write(Member member, String how, Markup page) {
        page.open("article", "class", "example").open("p", "class", "place");
        page.leaf("code", member.id()).leaf("span", place(member)).close();
        page.leaf("p", how, "class", "reason");
        if (!member.text().isEmpty()) {
            page.leaf("blockquote", member.text(), "dir", "auto");
        }
        page.close();
    }

    private static String place(Member member) {
        return member.address().isEmpty() ? member.source() : member.address();
    }
}
