package dev.millrace.pipeline.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.report.Figures;
import dev.millrace.pipeline.report.ReportData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    private final Document page = Jsoup.parse(HtmlReport.render(Figures.realistic()));

    static List<ReportData> all() {
        return List.of(Figures.empty(), Figures.oneDocument(), Figures.hostile(), Figures.realistic());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWellFormedAndNeedsNothingFromOutside(ReportData data) {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document parsed = Jsoup.parse(HtmlReport.render(data), "", parser);

        assertThat(parser.getErrors()).isEmpty();
        assertThat(parsed.select("script, link, img, iframe, object, [src], [onerror]"))
                .isEmpty();
        assertThat(parsed.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
        assertThat(parsed.select("style").html()).doesNotContain("url(", "@import");
        assertThat(parsed.select("nav a").eachAttr("href"))
                .allMatch(link -> parsed.getElementById(link.substring(1)) != null)
                .hasSameSizeAs(parsed.select("section"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyChartTellsWhatItShows(ReportData data) {
        Document parsed = Jsoup.parse(HtmlReport.render(data));

        assertThat(parsed.select("svg"))
                .allMatch(chart -> chart.attr("role").equals("img")
                        && !chart.attr("aria-label").isEmpty()
                        && !chart.select("> title").isEmpty());
        assertThat(parsed.select("svg").outerHtml()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void tellsWhatEachStageCost() {
        Document parsed = Jsoup.parse(HtmlReport.render(Figures.realistic()));

        assertThat(parsed.select("section#timings table").get(1).select("tr").eachText())
                .containsExactly(
                        "Stage Processor time Share Read a core-second",
                        "extract 1 min 15 s 75.0 % 11.4 MiB",
                        "language 25.0 s 25.0 % 34.3 MiB",
                        "all 1 min 40 s 100.0 % 8.6 MiB");
    }

    @Test
    void hostileTextStaysText() {
        String html = HtmlReport.render(Figures.hostile());

        assertThat(html).doesNotContain("<script", "<img", "onerror=\"", "\u202E", "\u2066", "\u0000", "\u001b");
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(html)).isTrue();
    }

    @Test
    void funnelDrawnHasTheLedgersFigures() {
        List<String> names = page.select("figure.wide svg.funnel text.name").eachText();
        List<String> lost = page.select("figure.wide svg.funnel text.loss").eachText();

        assertThat(names)
                .containsExactly(
                        "crawl-clean / source",
                        "crawl-clean / extract",
                        "crawl-clean / normalise",
                        "crawl-clean / language",
                        "dedupe / exact",
                        "dedupe / minhash",
                        "filter / gopher-repetition-datatrove",
                        "filter / gopher-quality-datatrove");
        assertThat(lost).startsWith("−13 · 0.1 %", "−369 · 3.3 %").hasSize(7);
        long all = lost.stream()
                .map(words -> words.substring(1, words.indexOf(' ')).replace(",", ""))
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(all).isEqualTo(11_284 - 3_412);
    }

    @Test
    void funnelsBarsNarrowWithTheDocuments() {
        List<Double> widths = page.select("figure.wide svg.funnel rect.kept").stream()
                .map(bar -> Double.parseDouble(bar.attr("width")))
                .toList();

        assertThat(widths).hasSize(8).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(widths.get(7) / widths.get(0)).isBetween(0.30, 0.305); // 3,412 of 11,271
    }

    @Test
    void narrowFunnelShortensNamesRatherThanWriteOverFigures() {
        Document hostile = Jsoup.parse(HtmlReport.render(Figures.hostile()));

        assertThat(page.select("figure.narrow svg.funnel text.name").eachText())
                .contains("crawl-clean / extract", "gopher-repetition-datatrove");
        assertThat(hostile.select("figure.narrow svg.funnel text.name").text())
                .hasSize(30)
                .endsWith("…");
    }

    @Test
    void showsTheHeadlineFiguresFirst() {
        Element header = page.selectFirst("header");

        assertThat(header.select("dt").eachText())
                .containsExactly(
                        "Documents read",
                        "Documents kept",
                        "Duplicates removed",
                        "Tokens packed",
                        "Training loss",
                        "Perplexity",
                        "Bits per byte");
        assertThat(header.select("dd.value").eachText())
                .containsExactly("11,284", "3,412", "4,244", "3.08M", "3.651", "40.9", "1.329");
    }

    @Test
    void unfoldsExamplesOfARule() {
        Element rule = page.select("#rejections details").stream()
                .filter(details -> details.selectFirst(".rule-name").text().contains("too-few-words"))
                .findFirst()
                .orElseThrow();

        assertThat(rule.selectFirst(".rule-count").text()).isEqualTo("588");
        assertThat(rule.selectFirst(".rule-share").text()).isEqualTo("5.2 %");
        assertThat(rule.select(".example")).hasSize(2);
        assertThat(rule.selectFirst(".reason").text()).isEqualTo("measured 17, limit 50");
    }

    @Test
    void leavesOutWhatThereIsNothingOf() {
        Document one = Jsoup.parse(HtmlReport.render(Figures.oneDocument()));
        Document empty = Jsoup.parse(HtmlReport.render(Figures.empty()));

        assertThat(one.select("section").eachAttr("id")).containsExactly("funnel", "languages", "lengths");
        assertThat(one.select("#funnel svg.funnel text.inside").first().text()).isEqualTo("1 kept");
        assertThat(empty.select("section")).isEmpty();
        assertThat(empty.select("main").text())
                .isEqualTo("There is nothing to report yet: no stage has been committed.");
    }

    @Test
    void sameFiguresGiveTheSamePage() {
        assertThat(HtmlReport.render(Figures.realistic())).isEqualTo(HtmlReport.render(Figures.realistic()));
    }
}
