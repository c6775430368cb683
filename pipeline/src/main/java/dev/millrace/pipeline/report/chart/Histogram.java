package dev.millrace.pipeline.report.chart;

import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.List;

/**
 * Documents by value: kept below, rejected stacked on them, with upright lines at the limits.
 *
 * @param label what the chart shows, for those who can't see it
 * @param bars from small to large
 * @param marks limits, by value
 */
public record Histogram(String label, Scale scale, List<Bar> bars, List<Mark> marks) {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 178;
    private static final int LEFT = 40;
    private static final int RIGHT = 350;
    private static final int TOP = 22;
    private static final int BOTTOM = 152;
    private static final double GAP = 0.6;

    /** How values lie along the axis. */
    public enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /** So many documents with values from … to. */
    public record Bar(double from, double to, long kept, long rejected) {
        long total() {
            return kept + rejected;
        }
    }

    /** A named value. */
    public record Mark(String name, double value) {}

    public Histogram {
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
    }

    public Markup draw() {
        Svg svg = new Svg("histogram", WIDTH, HEIGHT, label);
        Axis across = across();
        long tallest = bars.stream().mapToLong(Bar::total).max().orElse(0);
        Axis.Linear up = new Axis.Linear(0, Math.max(1, tallest), BOTTOM, TOP, 3);
        for (double tick : up.ticks()) {
            svg.line(tick == 0 ? "base" : "grid", LEFT, up.at(tick), RIGHT, up.at(tick));
            if (tick == Math.rint(tick)) {
                svg.text("tick", LEFT - 5, up.at(tick) + 3.5, "end", Numerals.compact(tick));
            }
        }
        for (double tick : across.ticks()) {
            svg.line("tickline", across.at(tick), BOTTOM, across.at(tick), BOTTOM + 4);
            svg.text("tick", across.at(tick), BOTTOM + 16, "middle", Numerals.compact(tick));
        }
        for (Bar bar : bars) {
            draw(svg, across, up, bar);
        }
        for (Mark mark : marks) {
            double x = across.at(mark.value());
            svg.line("limit", x, TOP - 6, x, BOTTOM);
            String anchor = x > (LEFT + RIGHT) / 2.0 ? "end" : "start";
            svg.text("limit-name", x, TOP - 10, anchor, Numerals.significant(mark.value(), 3));
        }
        return svg.finish();
    }

    private static void draw(Svg svg, Axis across, Axis up, Bar bar) {
        if (bar.total() == 0) {
            return;
        }
        double left = across.at(bar.from());
        double width = Math.max(1, across.at(bar.to()) - left - GAP);
        String range = Numerals.significant(bar.from(), 3) + " – " + Numerals.significant(bar.to(), 3) + ": ";
        double keptTop = up.at((double) bar.kept());
        if (bar.kept() > 0) {
            svg.rectangle("kept", left, keptTop, width, BOTTOM - keptTop, range + Numerals.count(bar.kept()) + " kept");
        }
        if (bar.rejected() > 0) {
            double top = up.at((double) bar.total());
            svg.rectangle(
                    "rejected", left, top, width, keptTop - top, range + Numerals.count(bar.rejected()) + " rejected");
        }
    }

    private Axis across() {
        double low = bars.isEmpty() ? 0 : bars.get(0).from();
        double high = bars.isEmpty() ? 1 : bars.get(bars.size() - 1).to();
        for (Mark mark : marks) {
            low = Math.min(low, mark.value());
            high = Math.max(high, mark.value());
        }
        return switch (scale) {
            case LINEAR -> new Axis.Linear(low, high, LEFT, RIGHT, 5);
            case LOGARITHMIC -> new Axis.Logarithmic(high, LEFT, RIGHT);
        };
    }
}
