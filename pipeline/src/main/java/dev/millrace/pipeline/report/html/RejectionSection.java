package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.share;
import static dev.millrace.pipeline.report.markup.Numerals.significant;

import dev.millrace.pipeline.report.RejectionGroup;
import dev.millrace.pipeline.report.RejectionGroup.Example;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.Optional;

/** Why documents were rejected, with examples to unfold. */
final class RejectionSection implements Section {
    @Override
    public String anchor() {
        return "rejections";
    }

    @Override
    public String heading() {
        return "Rejections";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.rejections().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        page.leaf(
                "p",
                "Shares are of all documents read. Unfold a rule to see documents that it rejected, "
                        + "with what was measured and the limit.",
                "class",
                "lead");
        long most = data.rejections().stream()
                .mapToLong(RejectionGroup::documents)
                .max()
                .orElse(1);
        String job = "";
        for (RejectionGroup group : data.rejections()) {
            if (!group.job().equals(job)) {
                job = group.job();
                page.leaf("h3", job);
            }
            write(group, most, page);
        }
    }

    private static void write(RejectionGroup group, long most, Markup page) {
        page.open("details", "class", "rule").open("summary");
        page.open("span", "class", "rule-name").leaf("span", group.stage() + " / ", "class", "muted");
        page.leaf("b", group.rule()).close();
        page.leaf("span", count(group.documents()), "class", "rule-count");
        page.leaf("span", share(group.share()), "class", "rule-share");
        page.open("span", "class", "track").leaf("span", "", "class", "fill rejected", "style", width(group, most));
        page.close().close();
        for (Example example : group.examples()) {
            write(example, page);
        }
        page.close().line();
    }

    private static String width(RejectionGroup group, long most) {
        return "width:" + Math.max(1, Math.round(100.0 * group.documents() / most)) + "%";
    }

    private static void write(Example example, Markup page) {
        page.open("article", "class", "example").open("p", "class", "place");
        page.leaf("code", example.id());
        page.leaf("span", example.source());
        if (!example.address().isEmpty()) {
            page.leaf("span", example.address());
        }
        page.close();
        String reason = reason(example);
        if (!reason.isEmpty()) {
            page.leaf("p", reason, "class", "reason");
        }
        if (!example.survivor().isEmpty()) {
            page.open("p", "class", "reason").text("kept instead: ").leaf("code", example.survivor());
            page.close();
        }
        if (!example.text().isEmpty()) {
            page.leaf("blockquote", example.text(), "dir", "auto");
        }
        page.close();
    }

    private static String reason(Example example) {
        Optional<String> measured = example.measured().map(value -> "measured " + significant(value, 4));
        Optional<String> limit = example.limit().map(value -> "limit " + significant(value, 4));
        StringBuilder reason = new StringBuilder(measured.orElse(""));
        limit.ifPresent(words -> reason.append(reason.isEmpty() ? "" : ", ").append(words));
        if (!example.detail().isEmpty()) {
            reason.append(reason.isEmpty() ? "" : ": ").append(example.detail());
        }
        return reason.toString();
    }
}
