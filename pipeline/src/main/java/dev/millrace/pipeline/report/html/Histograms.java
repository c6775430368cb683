package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.significant;

import dev.millrace.pipeline.report.Distribution;
import dev.millrace.pipeline.report.Distribution.Limit;
import dev.millrace.pipeline.report.Distribution.Quantiles;
import dev.millrace.pipeline.report.chart.Histogram;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.List;

/** Distributions as small charts side by side. */
final class Histograms {
    private Histograms() {}

    static void write(List<Distribution> distributions, Markup page) {
        boolean anyRejected = distributions.stream()
                .flatMap(distribution -> distribution.bins().stream())
                .anyMatch(bin -> bin.rejected() > 0);
        boolean anyLimit = distributions.stream()
                .anyMatch(distribution -> !distribution.limits().isEmpty());
        page.open("p", "class", "legend").leaf("span", "kept", "class", "key kept");
        if (anyRejected) {
            page.leaf("span", "rejected", "class", "key rejected");
        }
        if (anyLimit) {
            page.leaf("span", "limit", "class", "key limit");
        }
        page.close();
        page.open("div", "class", "charts").line();
        distributions.forEach(distribution -> write(distribution, page));
        page.close().line();
    }

    private static void write(Distribution distribution, Markup page) {
        page.open("figure").open("figcaption").leaf("b", distribution.name());
        page.leaf("span", count(distribution.documents(), "document", "documents"), "class", "muted");
        page.close();
        page.add(histogram(distribution).draw());
        page.leaf("p", words(distribution.quantiles()), "class", "quantiles");
        for (Limit limit : distribution.limits()) {
            page.leaf("p", limit.rule() + ": limit " + significant(limit.value(), 4), "class", "limits");
        }
        page.close().line();
    }

    private static Histogram histogram(Distribution distribution) {
        return new Histogram(
                distribution.name() + ", " + words(distribution.quantiles()),
                switch (distribution.scale()) {
                    case LINEAR -> Histogram.Scale.LINEAR;
                    case LOGARITHMIC -> Histogram.Scale.LOGARITHMIC;
                },
                distribution.bins().stream()
                        .map(bin -> new Histogram.Bar(bin.from(), bin.to(), bin.kept(), bin.rejected()))
                        .toList(),
                distribution.limits().stream()
                        .map(limit -> new Histogram.Mark(limit.rule(), limit.value()))
                        .toList());
    }

    private static String words(Quantiles quantiles) {
        return "median " + significant(quantiles.median(), 3)
                + " · half within " + significant(quantiles.p25(), 3) + " – " + significant(quantiles.p75(), 3)
                + " · 90 % within " + significant(quantiles.p05(), 3) + " – " + significant(quantiles.p95(), 3)
                + " · largest " + significant(quantiles.maximum(), 3);
    }
}
