package dev.millrace.pipeline.report.html;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.markup.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The figures as one HTML page that needs nothing else: no script, no network, light and dark, for wide and narrow
 * screens and for paper. The same figures give the same bytes.
 */
public final class HtmlReport {
    private static final List<Section> SECTIONS = List.of(
            new FunnelSection(),
            new RejectionSection(),
            new LanguageSection(),
            new LengthSection(),
            new ScoreSection(),
            new DuplicateSection(),
            new PrivacySection(),
            new SourceSection(),
            new TokenSection(),
            new TrainingSection(),
            new TimingSection(),
            new OriginSection());

    private HtmlReport() {}

    public static String render(ReportData data) {
        List<Section> shown =
                SECTIONS.stream().filter(section -> section.speaksOf(data)).toList();
        Markup page = new Markup().trusted("<!DOCTYPE html>").line().open("html", "lang", "en");
        head(data, page);
        page.open("body").line().open("header").open("div", "class", "wrap");
        page.leaf("p", "Millrace report", "class", "kicker").leaf("h1", data.title());
        Headlines.write(data, page);
        page.close().close().line();
        page.open("div", "class", "wrap columns");
        contents(shown, page);
        page.open("main").line();
        shown.forEach(section -> write(section, data, page));
        if (shown.isEmpty()) {
            page.leaf("p", "There is nothing to report yet: no stage has been committed.", "class", "empty");
        }
        return page.close().close().close().close().line().toString();
    }

    private static void head(ReportData data, Markup page) {
        page.open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.leaf("title", data.title() + " – Millrace report");
        page.open("style").trusted(style()).close().close().line();
    }

    private static void contents(List<Section> shown, Markup page) {
        page.open("nav", "aria-label", "Sections").open("ul");
        for (Section section : shown) {
            page.open("li")
                    .leaf("a", section.heading(), "href", "#" + section.anchor())
                    .close();
        }
        page.close().close().line();
    }

    private static void write(Section section, ReportData data, Markup page) {
        page.open("section", "id", section.anchor())
                .leaf("h2", section.heading())
                .line();
        section.write(data, page);
        page.close().line();
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("This build lacks report.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read report.css", e);
        }
    }
}
